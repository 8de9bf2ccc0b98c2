import { STOMP_CONNECT, STOMP_DISCONNECT, STOMP_HEART_BEAT, STOMP_SUBSCRIPTION } from './stomp.js';
import { heartBeats, subscribeFrame, takeFrames } from './stomp.js';

/** Between CONNECTED and what the connection was made for, in milliseconds (dossier §4.1). */
const PAUSE = 500;

/** The page's WebSocket: STOMP, heart-beats, and the reconnect when it is lost (dossier §5). */
export class Link {
  /** An event came, as text. */
  onMessage = () => {};
  /** The broker said CONNECTED. */
  onConnected = () => {};
  /** The socket that `open` asked for could not be opened, or was lost before CONNECTED. */
  onRefused = () => {};
  /** A lost connection is back, and the pause after it is over. */
  onRegained = () => {};
  /** The last attempt to reconnect has failed. */
  onGivenUp = () => {};
  /** A text goes out (`>`) or comes in (`<`). */
  onTraffic = () => {};
  #host;
  #config;
  #loginId = '';
  #socket = null;
  /** `opening`, `greeting` once CONNECT is sent, `subscribed` once CONNECTED came. */
  #stage = 'closed';
  #then = null;
  #partial = '';
  #heard = 0;
  #reconnects = 0;
  #timers = new Map();

  constructor(host, config) {
    this.#host = host;
    this.#config = config;
  }

  /** The WebSocket, open or opening, or `null`. */
  get socket() {
    return this.#socket;
  }

  /** Whether the broker has said CONNECTED, and the socket is there. */
  get isConnected() {
    return this.#stage === 'subscribed';
  }

  /** Opens the socket for an agent; `then` is what the connection is made for. */
  open(loginId, then) {
    this.#loginId = loginId;
    this.#reconnects = 0;
    this.#open(then);
  }

  /** Ends the connection for good, in order. */
  close() {
    if (this.#stage === 'greeting' || this.#stage === 'subscribed') this.#send(STOMP_DISCONNECT);
    this.unload();
  }

  /** Ends the connection for good, as a page does that goes away. */
  unload() {
    this.#drop();
    this.#reconnects = 0;
    for (const name of [...this.#timers.keys()]) this.#clear(name);
  }

  #open(then) {
    this.#clear('reconnect');
    this.#then = then;
    this.#partial = '';
    let socket;
    try {
      socket = new this.#host.WebSocket(this.#config.events);
    } catch {
      this.#lose();
      return;
    }
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    this.#stage = 'opening';
    // What a socket says that was given up is nobody's business.
    const ours = (handle) => (news) => this.#socket === socket && handle(news);
    socket.onopen = ours(() => {
      this.#stage = 'greeting';
      this.#send(STOMP_CONNECT);
    });
    socket.onmessage = ours(({ data }) => this.#onText(socket, messageText(data)));
    socket.onclose = ours(() => this.#lose());
    // Every error is followed by `close`.
    socket.onerror = () => {};
  }

  #onText(socket, text) {
    this.onTraffic('<', text);
    this.#heard = this.#host.clock.now();
    const { frames, rest } = takeFrames(this.#partial + text);
    this.#partial = rest;
    for (const frame of frames) {
      // A frame may have made the SDK close the socket.
      if (this.#socket === socket) this.#onFrame(frame);
    }
  }

  #onFrame({ command, headers, body }) {
    if (command === 'CONNECTED' && this.#stage === 'greeting') this.#onConnected(headers);
    else if (command === 'ERROR') this.#reconnectLater();
    else if (command === 'MESSAGE' && this.isConnected && headers.subscription === STOMP_SUBSCRIPTION) {
      this.onMessage(body);
    }
  }

  #onConnected(headers) {
    this.#stage = 'subscribed';
    this.#reconnects = 0;
    this.onConnected();
    const { ping, check } = heartBeats(headers);
    if (ping) this.#every('ping', ping, () => this.#send(STOMP_HEART_BEAT));
    if (check) this.#every('check', check, () => this.#checkSilence(check));
    this.#send(subscribeFrame(this.#config.live.newWsTopic, this.#loginId));
    this.#set('pause', PAUSE, this.#then);
    this.#then = null;
  }

  #checkSilence(interval) {
    if (this.#host.clock.now() - this.#heard > 2 * interval) this.#lose();
  }

  /** Whoever waits for this socket waits for ever: the manual knows no way on (dossier §4.2). */
  #lose() {
    const isRefused = !this.isConnected && this.#reconnects === 0;
    this.#drop();
    if (isRefused) this.onRefused();
    this.#reconnectLater();
  }

  #reconnectLater() {
    const { maxReconnectTimes, timeout } = this.#config.live;
    if (this.#reconnects >= maxReconnectTimes) {
      this.unload();
      this.onGivenUp();
      return;
    }
    this.#set('reconnect', timeout * 1000, () => {
      this.#reconnects += 1;
      // After an ERROR frame the socket may still be there: then there is nothing to do.
      if (this.#socket === null) this.#open(() => this.onRegained());
    });
  }

  #drop() {
    this.#clear('ping');
    this.#clear('check');
    const socket = this.#socket;
    this.#socket = null;
    this.#stage = 'closed';
    socket?.close();
  }

  #send(text) {
    this.onTraffic('>', text);
    this.#socket.send(text);
  }

  #every(name, interval, callback) {
    this.#set(name, interval, () => {
      this.#every(name, interval, callback);
      callback();
    });
  }

  #set(name, delay, callback) {
    this.#clear(name);
    this.#timers.set(name, this.#host.clock.setTimeout(callback, delay));
  }

  #clear(name) {
    this.#host.clock.clearTimeout(this.#timers.get(name));
    this.#timers.delete(name);
  }
}

/** Some servers send their texts as binary messages, by mistake. */
function messageText(data) {
  return data instanceof ArrayBuffer ? new TextDecoder().decode(data) : String(data);
}
