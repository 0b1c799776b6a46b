import { createHash, randomBytes } from 'node:crypto';
import { Upload, type DetailedError } from 'tus-js-client';
import { Portal } from '../support/portal.js';
import type { Official } from '../support/official.js';
import { until } from '../support/until.js';

/** The client the browser uses, as its makers ship it: what it takes for tus 1.0 is what we speak. */
describe('SR-60 uploads by tus-js-client', () => {
  let portal: Portal;
  let officer: Official;
  let id: string;

  beforeAll(async () => {
    portal = await Portal.start({ jobs: true });
    officer = await portal.official('AUS', 'document_officer');
  });
  beforeEach(async () => { ({ id } = await officer.draft()); });
  afterAll(() => portal.stop());

  const content = Buffer.from(randomBytes(700_000).toString('hex'));
  const versionOf = async (upload: Upload) => {
    const look = async () => (await officer.get(`/uploads/${upload.url?.split('/').at(-1)}`)).body as { state: string };
    return until('it is kept or rejected', async () => {
      const found = await look();
      return ['kept', 'rejected'].includes(found.state) && found;
    });
  };

  function uploading(more: Partial<ConstructorParameters<typeof Upload>[1]> = {}): { upload: Upload; done: Promise<void> } {
    let upload: Upload | undefined;
    const done = new Promise<void>((resolve, reject) => {
      upload = new Upload(content, {
        endpoint: `${portal.url}/api/v1/uploads`, headers: officer.headers, metadata: { document: id, filename: 'report.txt' }, retryDelays: null,
        onSuccess: () => resolve(), onError: reject, ...more,
      });
      upload.start();
    });
    return { upload: upload as unknown as Upload, done };
  }

  it.each([['in one part', {}], ['in many', { chunkSize: 100_000 }], ['with the first part in the announcement', { chunkSize: 500_000, uploadDataDuringCreation: true }]])('arrive whole %s', async (_how, more) => {
    const { upload, done } = uploading(more);
    await done;
    expect(await versionOf(upload)).toMatchObject({ state: 'kept', version: 1 });
    expect((await officer.open(id)).versions[0]).toMatchObject({ sha256: createHash('sha256').update(content).digest('hex') });
  });

  it('go on from where they were paused, in a new instance that knows the address alone', async () => {
    let sent = 0;
    const first = await new Promise<Upload>((resolve, reject) => {
      const { upload } = uploading({
        chunkSize: 200_000, onError: reject,
        onChunkComplete: (_size, accepted) => { sent = accepted; if (accepted >= 400_000) void upload.abort().then(() => resolve(upload)); },
      });
    });
    expect(sent).toBeLessThan(content.length);
    const seen: number[] = [];
    const { upload, done } = uploading({ uploadUrl: first.url, chunkSize: 300_000, onChunkComplete: (_size, accepted) => seen.push(accepted) });
    await done;
    expect(seen[0]).toBeGreaterThan(400_000);
    expect(await versionOf(upload)).toMatchObject({ state: 'kept' });
    expect((await officer.open(id)).versions[0]).toMatchObject({ sha256: createHash('sha256').update(content).digest('hex') });
  });

  it('are ended by the client with all that came', async () => {
    const { upload } = uploading({ chunkSize: 200_000, onChunkComplete: () => void upload.abort(true) });
    const address = await until('it is announced', () => upload.url);
    await until('it is gone', async () => (await officer.get(`/uploads/${address.split('/').at(-1)}`)).status === 404);
  });

  it('are told why they are not taken', async () => {
    const { done } = uploading({ metadata: { document: '00000000-0000-4000-8000-000000000000', filename: 'a.txt' } });
    const error = await done.catch((refusal: unknown) => refusal as DetailedError);
    expect((error as DetailedError).originalResponse?.getStatus()).toBe(404);
    expect(JSON.parse((error as DetailedError).originalResponse?.getBody() ?? '{}')).toMatchObject({ type: '/problems/not-found' });
  });
});
