import { BUILT_IN } from './built-in.js';
import { CallMemory } from './calls.js';
import { Config } from './config.js';
import { completeHost } from './host.js';
import { Link } from './link.js';
import { Log } from './log.js';
import { Rest } from './rest.js';
import { NOBODY } from './who.js';

/** What the parts of one SDK share. `api` is what the page sees of it. */
export class State {
  api = {};
  who = NOBODY;
  /** Whether `agentLoggedOn` came, and no `agentLoggedOff` since. */
  isLogined = false;
  /** Whether the last event was `agentAllocated`. */
  isAllocated = false;
  /** The agent's mode by the last event that had one. */
  agentMode = '';
  prefixes = [];
  calls = new CallMemory();
  /** The serial of the event before; survives reconnects. */
  lastSerial = undefined;
  /** Counts the events of a connection: 1…999. */
  brs = 0;
  lastDial = -Infinity;
  /** Whether a call was dialled of which no event was told yet. */
  isDialling = false;
  heartbeatTimer = undefined;
  /** The request for a new session that was sent last. */
  relogin = undefined;
  /** The page's handlers, by event name. */
  handlers = Object.create(null);
  innerHandlers = Object.create(null);

  constructor(given) {
    this.host = completeHost(given);
    this.config = new Config(this.host.server, this.host.behaviour ?? BUILT_IN.behaviour);
    this.log = new Log(this.host, this.config);
    this.rest = new Rest(this.host, this.config);
    this.link = new Link(this.host, this.config);
  }

  /** Keeps a session, in memory and cookie. */
  keepSession(session) {
    this.rest.session = session;
    this.host.cookie.set(session);
  }

  /** Tells a person of a failure, if the page has not kept that to itself. */
  alertOfError(text) {
    if (this.config.live.useErrorAlert) this.alert(text);
  }

  /** Tells a person something, whatever the page has set. */
  alert(text) {
    this.log.add('alert', text);
    this.host.alert(text);
  }
}
