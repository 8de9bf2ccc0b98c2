/** Lets the event loop turn: callbacks of what has arrived run, and what they began leaves. */
export async function turns(count = 3) {
  for (let turn = 0; turn < count; turn += 1) {
    await new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(null);
    });
  }
}
