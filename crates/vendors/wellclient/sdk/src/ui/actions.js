/** The SDK's method behind each button, and what it does, for the sentence of a failure. */
export const ACTIONS = {
  login: { method: 'agentLogin', doing: 'Log in' },
  logout: { method: 'logout', doing: 'Log out' },
  mode: { method: 'setAgentMode', doing: 'Change the mode' },
  dial: { method: 'makeCall', doing: 'Dial' },
  answer: { method: 'answerCall', doing: 'Answer' },
  drop: { method: 'dropConnection', doing: 'Hang up' },
  hold: { method: 'holdCall', doing: 'Hold' },
  retrieve: { method: 'retrieveCall', doing: 'Retrieve' },
  consult: { method: 'consult', doing: 'Consult' },
  transfer: { method: 'transferCall', doing: 'Transfer' },
  conference: { method: 'conference', doing: 'Conference' },
  cancelConsult: { method: 'cancelConsult', doing: 'Cancel the consultation' },
  startRecording: { method: 'startRecording', doing: 'Record' },
  stopRecording: { method: 'stopRecording', doing: 'Stop recording' },
};
