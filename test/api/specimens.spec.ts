import { Resvg } from '@resvg/resvg-js';
import { alteredIn, specimens } from '../../src/learning/specimens/index.js';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

describe('specimens of documents', () => {
  let portal: Portal;
  let trainee: Official;

  beforeAll(async () => {
    portal = await Portal.start();
    trainee = await portal.official('IDN', 'trainee');
  });
  afterAll(() => portal.stop());

  it('are told of without what was altered', async () => {
    for (const { id } of specimens) {
      const { status, body } = await trainee.get(`/specimens/${id}`);
      expect({ id, status, body }).toMatchObject({ status: 200 });
      expect(Object.keys(body as object).sort()).toEqual(['areas', 'description', 'height', 'id', 'lights', 'title', 'width']);
    }
    const [genuine, altered] = [(await trainee.get('/specimens/td3-genuine')).body, (await trainee.get('/specimens/td3-photo')).body];
    expect(alteredIn('td3-photo')).toHaveLength(4);
    expect(altered).toMatchObject({ title: genuine.title, areas: genuine.areas });
    expect((await trainee.get('/specimens/td9')).status).toBe(404);
  });

  it('are served as images that run nothing, kept by the browser alone', async () => {
    const answer = await trainee.get('/specimens/td3-photo/uv.svg').buffer(true).parse((response, done) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part)).on('end', () => done(null, Buffer.concat(parts).toString()));
    });
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({ 'content-type': 'image/svg+xml; charset=utf-8', 'content-security-policy': "default-src 'none'; sandbox", 'x-content-type-options': 'nosniff', 'cache-control': 'private, max-age=86400', vary: 'Accept-Encoding' });
    expect(new Resvg(answer.body as string).height).toBe(880);
    expect((await trainee.get('/specimens/td3-photo/uv.svg').set('If-None-Match', String(answer.headers.etag))).status).toBe(304);
    expect((await trainee.get('/specimens/face-01-a/uv.svg')).status).toBe(404);
    expect((await trainee.get('/specimens/td3-photo/..%2f..%2fetc.svg')).status).toBe(404);
  });

  it('are for people who have signed in', async () => {
    expect((await portal.stranger.get('/specimens/td3-genuine')).status).toBe(401);
    expect((await portal.stranger.get('/specimens/td3-genuine/white.svg')).status).toBe(401);
  });
});
