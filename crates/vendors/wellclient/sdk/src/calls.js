/** What the switch's word in a client-state says of a leg (dossier §4.4). */
const LEG_STATES = { Alerting: 'delivered', Connect: 'connected', Hold: 'held' };
/** How many calls that are over are remembered. */
const REMEMBERED = 100;

/**
 * The page's memory of its calls (dossier §9). What an event says of an unknown call or device is
 * nothing: the page goes on.
 */
export class CallMemory {
  #calls = new Map();
  /** The calls whose own leg is over, each with the serial of its end. */
  #over = new Map();

  get length() {
    return this.#calls.size;
  }

  /** The id of the only call, or `undefined`. */
  get only() {
    return this.length === 1 ? [...this.#calls.keys()][0] : undefined;
  }

  clear() {
    this.#calls.clear();
  }

  get(callId) {
    return this.#calls.get(callId);
  }

  /** Applies a raw event, and returns the call if the event ended it. */
  apply(event, own) {
    if (event.eventName === 'established') this.#takeNewId(event);
    const call = this.#calls.get(event.callId);
    switch (event.eventName) {
      case 'originated':
        if (!this.#isOver(event)) this.#create(event, 'originated');
        break;
      case 'delivered':
        if (!call && !this.#isOver(event)) this.#create(event, 'delivered');
        break;
      case 'established':
        if (!call) break;
        setAllLegs(call, 'connected');
        call.establishedTimeId = event.eventTime;
        break;
      case 'held':
      case 'retrieved':
        // The own leg, whoever held or retrieved.
        if (call?.legs.has(own)) call.legs.get(own).state = event.eventName === 'held' ? 'held' : 'connected';
        break;
      case 'transferred':
        if (event.transferredToDevice === own) this.#rename(event.secondaryOldCall, event.newCall);
        break;
      case 'conferenced':
        this.#conferenced(event, own);
        break;
      case 'connectionCleared':
        if (event.releasingDevice === own) {
          this.#rememberEnd(event);
          this.#calls.delete(event.callId);
          return call;
        }
    }
    return undefined;
  }

  /** Remembers the call of a client-state; a known one takes over the state alone. */
  restore(active) {
    if (!this.#calls.has(active.callId)) {
      const { callId, ani, dnis, ringTime, answerTime } = active;
      this.#create({ callId, callingDevice: ani, calledDevice: dnis, eventTime: ringTime }, 'delivered');
      if (answerTime) this.get(callId).establishedTimeId = answerTime;
    }
    setAllLegs(this.get(active.callId), LEG_STATES[active.state] ?? 'delivered');
  }

  /** Returns the memory as `getCallMemory` shows it. */
  show() {
    const calls = [...this.#calls].map(([callId, call]) => [callId, showCall(callId, call)]);
    return { length: this.length, ...Object.fromEntries(calls) };
  }

  #create({ callId, callingDevice, calledDevice, eventTime }, state) {
    const legs = new Map([
      [callingDevice, { state, isCalling: true }],
      [calledDevice, { state, isCalling: false }],
    ]);
    this.#calls.set(callId, { createTimeId: eventTime, callingDevice, calledDevice, legs });
  }

  #rememberEnd({ callId, serial }) {
    if (serial === undefined) return;
    this.#over.set(callId, serial);
    if (this.#over.size > REMEMBERED) this.#over.delete(this.#over.keys().next().value);
  }

  /** Whether an event happened before the end of its call: it was told out of order (dossier §18 F3). */
  #isOver({ callId, serial }) {
    return this.#over.has(callId) && serial < this.#over.get(callId);
  }

  /**
   * An unknown call that is answered is the one with the same two devices that waits, under another id
   * (dossier §18 F7).
   */
  #takeNewId({ callId, callingDevice, calledDevice }) {
    if (this.#calls.has(callId)) return;
    const waits = [...this.#calls].filter(
      ([, call]) =>
        call.establishedTimeId === undefined &&
        call.callingDevice === callingDevice &&
        call.calledDevice === calledDevice,
    );
    if (waits.length === 1) this.#rename(waits[0][0], callId);
  }

  #rename(from, to) {
    if (this.#calls.has(to) || !this.#calls.has(from)) return;
    this.#calls.set(to, this.#calls.get(from));
    this.#calls.delete(from);
  }

  /** The consult call folds into the held one; whoever knows only the consult call renames it. */
  #conferenced({ callId, primaryOldCall, secondaryOldCall }, own) {
    this.#rename(primaryOldCall, callId);
    this.#rename(secondaryOldCall, callId);
    const [call, folded] = [this.get(callId), this.get(secondaryOldCall)];
    if (call && folded && folded !== call) {
      const party = [...folded.legs].find(([device]) => device !== own);
      if (party && !call.legs.has(party[0])) call.legs.set(party[0], { ...party[1], addDevice: true });
      this.#calls.delete(secondaryOldCall);
    }
    if (call) call.isConferenced = true;
  }
}

function setAllLegs(call, state) {
  for (const leg of call.legs.values()) leg.state = state;
}

function showCall(callId, { legs, callingDevice, calledDevice, ...times }) {
  const shown = { deviceCount: legs.size, ...times };
  for (const [deviceId, { state, ...rest }] of legs) {
    shown[deviceId] = { deviceId, callId, connectionState: state, callingDevice, calledDevice, ...rest };
  }
  return shown;
}
