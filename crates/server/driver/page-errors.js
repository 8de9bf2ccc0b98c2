/** Tells what goes wrong in a page: errors that nobody caught, and what is written as an error or a warning. */
export function tellErrors(window, log) {
  window.addEventListener('error', ({ message, error }) => log('error', error?.stack ?? message));
  window.addEventListener('unhandledrejection', ({ reason }) => {
    log('error', `nobody handles a rejection: ${text(reason)}`);
  });
  const { console } = window;
  for (const level of ['error', 'warn']) {
    const write = console[level];
    console[level] = (...said) => {
      write.apply(console, said);
      log(level, said.map(text).join(' '));
    };
  }
}

function text(said) {
  if (typeof said === 'string') return said;
  if (said instanceof Error) return said.stack ?? String(said);
  try {
    return JSON.stringify(said) ?? String(said);
  } catch {
    return String(said);
  }
}
