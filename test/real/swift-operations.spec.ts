import { operationsSuite } from '../support/operations-suite.js';
import { Swift } from '../support/swift.js';

describe('a portal whose files lie in OpenStack Swift', () => {
  let swift: Swift;

  beforeAll(async () => { swift = await Swift.start(); });
  afterAll(() => swift.stop());

  operationsSuite({ bucket: () => swift.settings(), blank: () => swift.another('restored'), toDisk: false });
});
