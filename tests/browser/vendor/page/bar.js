'use strict';

/** What of the UI script reaches the wire (dossier §15), if a page has it. */
wellClient.useBar = () => {
  wellClient.ui = {
    main(event) {
      const self = wellClient.env.deviceId;
      if (event.eventName === 'delivered' && event.callingDevice !== self && wellClient.config.autoAnswer) {
        setTimeout(() => wellClient.answerCall(event.callId), 500);
      }
      if (event.eventName === 'connectionCleared' && event.releasingDevice === self) {
        const held = Object.values(wellClient.memory).find(
          (call) => call[self] && call[self].connectionState === 'held',
        );
        if (held) wellClient.retrieveCall(held[self].callId);
      }
    },
  };
};
