import { screensSuite } from '../support/screens-suite.js';

describe('every screen in Arabic', () => { screensSuite('ar'); });
