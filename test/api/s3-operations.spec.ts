import { operationsSuite } from '../support/operations-suite.js';
import { SmallS3 } from '../support/small-s3.js';

describe('a portal whose files lie in S3', () => {
  const stores: SmallS3[] = [];
  const settings = (store: SmallS3 | undefined) => ({ endpoint: `http://127.0.0.1:${store?.port}`, region: 'us-east-1', bucket: 'files', accessKeyId: 'key', secretAccessKey: 'secret' });
  const started = async () => {
    const store = await SmallS3.start();
    stores.push(store);
    return settings(store);
  };

  beforeAll(started);
  afterAll(async () => { for (const store of stores) await store.stop(); });

  operationsSuite({ bucket: () => settings(stores[0]), blank: started, toDisk: true });
});
