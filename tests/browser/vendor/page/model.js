'use strict';

/** The client's call model, with its failure modes (dossier §9). */
wellClient.model = {
  originated(event) {
    wellClient.model.create(event.callId, event, 'originated', event.eventTime);
  },

  delivered(event) {
    if (!wellClient.memory[event.callId]) {
      wellClient.model.create(event.callId, event, 'delivered', event.eventTime);
    }
  },

  established(event) {
    const call = wellClient.model.known(event);
    if (!call) return;
    call.establishedTimeId = wellClient.model.time(event.eventTime);
    // A device that is not in the stored pair throws here.
    call[event.callingDevice].connectionState = 'connected';
    call[event.calledDevice].connectionState = 'connected';
  },

  held(event) {
    const call = wellClient.model.known(event);
    if (call) call[wellClient.env.deviceId].connectionState = 'held';
  },

  retrieved(event) {
    const call = wellClient.model.known(event);
    if (call) call[wellClient.env.deviceId].connectionState = 'connected';
  },

  connectionCleared(event) {
    const self = wellClient.env.deviceId;
    const call = wellClient.memory[event.callId];
    if (!call || event.releasingDevice !== self) return;
    const own = call[self];
    const pair = [own.callingDevice, own.calledDevice];
    const isConference = call.deviceCount === 3;
    const isOutside = (device) => !/^8\d{3,5}/.test(device.split('@')[0]);
    wellClient.triggerInnerOn({
      eventName: 'connectionCleared',
      isEstatblished: own.connectionState === 'connected',
      createTimeId: call.createTimeId,
      establishedTimeId: call.establishedTimeId || '',
      partyDevice: isConference ? '' : pair.find((device) => device !== self),
      isCaller: isConference ? '' : own.isCalling,
      isOutCall: isConference || pair.some(isOutside),
      data: event,
    });
    delete wellClient.memory[event.callId];
    wellClient.memory.length--;
  },

  transferred(event) {
    if (event.transferredToDevice !== wellClient.env.deviceId) return;
    if (wellClient.memory[event.secondaryOldCall]) {
      wellClient.model.rename(event.secondaryOldCall, event.newCall);
    }
  },

  conferenced(event) {
    const { memory } = wellClient;
    const { callId, [wellClient.version.foldsIn]: folded } = event;
    if (!memory[callId] && memory[folded]) {
      wellClient.model.rename(folded, callId);
    } else if (memory[callId] && memory[folded]) {
      const other = Object.keys(memory[folded]).find((key) => key.includes('@') && key !== wellClient.env.deviceId);
      memory[callId][other] = { ...memory[folded][other], callId };
      memory[callId][wellClient.env.deviceId].addDevice = other;
      memory[callId].deviceCount++;
      delete memory[folded];
      memory.length--;
    }
    // Neither known, or both the same: there is nothing here, and this throws.
    wellClient.memory[callId].isConferenced = true;
  },

  create(callId, { callingDevice, calledDevice }, connectionState, at) {
    const party = (deviceId) => ({
      deviceId,
      callId,
      connectionState,
      isCalling: deviceId === callingDevice,
      callingDevice,
      calledDevice,
    });
    wellClient.memory[callId] = {
      deviceCount: 2,
      createTimeId: wellClient.model.time(at),
      [callingDevice]: party(callingDevice),
      [calledDevice]: party(calledDevice),
    };
    wellClient.memory.length++;
  },

  known(event) {
    const call = wellClient.memory[event.callId];
    if (!call) console.error(`${event.eventName} of the unknown call ${event.callId}`);
    return call;
  },

  rename(old, id) {
    wellClient.memory = JSON.parse(JSON.stringify(wellClient.memory).replaceAll(old, id));
  },

  /** Reads a time; what is missing or no text is now (dossier §1). */
  time(text) {
    return typeof text === 'string' ? new Date(text.replaceAll('.', '/')).getTime() : Date.now();
  },
};
