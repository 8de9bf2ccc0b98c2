'use strict';

/** Takes the body of a MESSAGE to the page's handlers (dossier §6). */
wellClient.receive = (body) => {
  let event;
  try {
    event = JSON.parse(body);
  } catch {
    return;
  }
  delete event.params;
  delete event._type;
  delete event.topics;
  if (event.serial === wellClient.env.lastSerial) {
    console.error(`event repeat sent: ${event.eventName}`);
    return;
  }
  wellClient.env.lastSerial = event.serial;
  event.lastEventSerial = event.serial;
  wellClient.env.brs = (wellClient.env.brs % 999) + 1;
  event.brs = wellClient.env.brs;
  wellClient.deliverEvent(event);
};

/** Whatever the client does itself comes first; if it throws, the page is told nothing. */
wellClient.deliverEvent = (event) => {
  wellClient.env.isAllocated = event.eventName === 'agentAllocated';
  const own = wellClient.reactions[event.eventName];
  if (own) own(event);
  wellClient.exports(event);
  const handler = wellClient.handlers[event.eventName];
  if (handler) handler(event);
};

const tellBar = (event) => wellClient.ui.main(event);

const withNumbers = (update) => (event) => {
  // The bar shows both numbers, and nothing guards this.
  event.callingDevice.split('@')[0];
  event.calledDevice.split('@')[0];
  update(event);
  tellBar(event);
};

const updating = (update) => (event) => {
  update(event);
  tellBar(event);
};

/** What the client does with the events that it knows (dossier §8.1, §9). */
wellClient.reactions = {
  agentLoggedOn(event) {
    wellClient.memory = { length: 0 };
    wellClient.env.isLogined = true;
    wellClient.startHeartbeat();
    tellBar(event);
  },
  agentLoggedOff(event) {
    if (!wellClient.env.isLogined) return;
    clearInterval(wellClient.env.heart);
    wellClient.clear();
    wellClient.disconnect();
    tellBar(event);
  },
  agentReady: tellBar,
  agentNotReady: tellBar,
  agentAllocated: tellBar,
  agentWorkingAfterCall: tellBar,
  originated: withNumbers(wellClient.model.originated),
  delivered: withNumbers(wellClient.model.delivered),
  established: updating(wellClient.model.established),
  held: updating(wellClient.model.held),
  retrieved: updating(wellClient.model.retrieved),
  connectionCleared: updating(wellClient.model.connectionCleared),
  transferred: updating(wellClient.model.transferred),
  conferenced: updating(wellClient.model.conferenced),
  recordStarted: tellBar,
  recordStopped: tellBar,
};
