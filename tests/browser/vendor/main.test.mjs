/** What stands for the vendor's own client, against `ctimock serve`, in a real Chromium. */
import { describe } from 'node:test';

import addresses from './cases/addresses.mjs';
import calls from './cases/calls.mjs';
import conference from './cases/conference.mjs';
import detector from './cases/detector.mjs';
import login from './cases/login.mjs';
import modes from './cases/modes.mjs';
import rare from './cases/rare.mjs';
import services from './cases/services.mjs';
import session from './cases/session.mjs';
import third from './cases/third.mjs';
import { setUp } from './stage/stage.mjs';

describe('the vendor client', { concurrency: 4 }, () => {
  setUp();
  login();
  modes();
  calls();
  third();
  conference();
  services();
  rare();
  detector();
  session();
  addresses();
});
