import { screensSuite } from '../support/screens-suite.js';

describe('every screen in English', () => { screensSuite('en'); });
