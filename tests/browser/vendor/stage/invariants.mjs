/**
 * What the client's model forces on everything that one device is told (dossier §9): the same pair of
 * devices in each call, its own among them; `originated` once; consecutive serials that differ.
 */
export function broken(events, deviceId) {
  const found = [];
  const pairs = new Map();
  const originated = new Set();
  let last;
  for (const event of events) {
    const { eventName, callId, callingDevice, calledDevice, serial } = event;
    if (typeof serial !== 'number' || serial === last) found.push(`${eventName}: serial ${serial} after ${last}`);
    last = serial;
    if (event.eventType === 'csta' && !isCsta(event, deviceId)) found.push(`${eventName}: not for ${deviceId}`);
    if (!callId) continue;
    if (eventName === 'originated') {
      if (originated.has(callId)) found.push(`originated twice: ${callId}`);
      originated.add(callId);
    }
    if (!['originated', 'delivered', 'established'].includes(eventName)) continue;
    const pair = `${callingDevice} → ${calledDevice}`;
    if (!pair.includes(deviceId)) found.push(`${eventName}: ${pair} without ${deviceId}`);
    if (pairs.has(callId) && pairs.get(callId) !== pair) {
      found.push(`${eventName}: ${pair} after ${pairs.get(callId)}`);
    }
    pairs.set(callId, pair);
  }
  return found;
}

// A recording's event names no source (dossier §8.2).
const isCsta = ({ eventName, srcDeviceId, eventSrc }, deviceId) =>
  eventName.startsWith('record') || (srcDeviceId === deviceId && eventSrc === deviceId);

/** Returns what is wrong with a WebSocket message of the server: one frame, as text (dossier §5). */
export function brokenFrame(payload) {
  if (typeof payload !== 'string') return 'a binary message';
  // What SockJS puts round it (dossier §16).
  if (/^([oh]|c\[.*\])$/.test(payload)) return undefined;
  if (payload.startsWith('a[')) return JSON.parse(payload.slice(1)).map(brokenFrame).find(Boolean);
  if (payload === '\n') return undefined;
  if (payload.indexOf('\0') !== payload.length - 1) return `no single frame: ${JSON.stringify(payload)}`;
  const head = payload.slice(0, payload.indexOf('\n\n')).split('\n');
  if (head[0] === 'MESSAGE' && !head.includes('subscription:sub-0')) return `a MESSAGE for nobody: ${head}`;
  if (head[0] === 'CONNECTED' && !head.some((line) => /^heart-beat:\d+,\d+$/.test(line))) return `${head}`;
  return undefined;
}
