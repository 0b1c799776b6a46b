import { checkDigit } from '../../src/learning/mrz/check-digit.js';
import { exerciseKinds } from '../../src/learning/mrz/index.js';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

describe('practice on the machine-readable zone', () => {
  let portal: Portal;
  let trainee: Official;
  let other: Official;

  beforeAll(async () => {
    portal = await Portal.start();
    trainee = await portal.official('IDN', 'trainee');
    other = await portal.official('AUS', 'trainee');
  });
  afterAll(() => portal.stop());

  const drawn = async (who: Official, kind: string, sitting?: string) => {
    const { status, body } = await who.call('post', '/mrz-exercises').send({ kind, sitting });
    expect(status).toBe(201);
    return body as { token: string; shown: Record<string, unknown>; tally: { kind: string; right: number; done: number }[] };
  };
  const answered = (who: Official, token: string, values: Record<string, string>) => who.call('post', '/mrz-exercises/answers').send({ token, values: Object.entries(values).map(([name, value]) => ({ name, value })) });

  it.each(exerciseKinds)('of the kind %s shows nothing that is right, and tells it with the reason after the answer', async (kind) => {
    const { token, shown } = await drawn(trainee, kind);
    expect(Object.keys(shown)).not.toEqual(expect.arrayContaining(['key', 'values', 'caught']));
    expect(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).toMatch(new RegExp(`^\\["exercise","${kind}","[\\w-]{16}","\\d{4}-\\d\\d-\\d\\d",`));
    const { status, body } = await answered(trainee, token, {});
    expect(status).toBe(200);
    expect(body).toMatchObject({ right: false, mastered: null });
    expect(Object.keys(body.explanation as object).length).toBeGreaterThan(0);
    const wanted = Object.fromEntries((body.values as { name: string; wanted: string }[]).map(({ name, wanted: value }) => [name, value]));
    expect((await answered(trainee, token, wanted)).body).toMatchObject({ right: true });
  });

  it('works a check digit out step by step', async () => {
    const { token, shown } = await drawn(trainee, 'check-digit');
    const { body } = await answered(trainee, token, { digit: checkDigit(String(shown.field)) ?? '' });
    expect(body).toMatchObject({ right: true, explanation: { working: { text: shown.field, digit: checkDigit(String(shown.field)) } } });
    expect(body.explanation.working.steps).toHaveLength(String(shown.field).length);
  });

  it('counts a sitting of five of each kind, and calls it mastered from twenty on with three in each', async () => {
    const sit = async (wrong: (kind: string, index: number) => boolean) => {
      let sitting: string | undefined;
      let last: { mastered: boolean | null; tally: unknown } = { mastered: null, tally: [] };
      for (const kind of exerciseKinds) {
        for (let index = 0; index < 5; index++) {
          const { token } = await drawn(trainee, kind, sitting);
          const told = (await answered(trainee, token, {})).body;
          const right = Object.fromEntries((told.values as { name: string; wanted: string }[]).map(({ name, wanted }) => [name, wanted]));
          const { body } = await answered(trainee, token, wrong(kind, index) ? {} : right);
          ({ sitting } = body as { sitting: string });
          last = body;
        }
      }
      return last;
    };
    expect(await sit((_kind, index) => index === 0)).toMatchObject({ mastered: true, tally: exerciseKinds.map((kind) => ({ kind, right: 4, done: 5 })) });
    expect(await sit((kind, index) => kind === 'write' && index < 3)).toMatchObject({ mastered: false });
    expect(await sit((_kind, index) => index < 2)).toMatchObject({ mastered: false });
  });

  it('takes no token that was made up, changed, or drawn for somebody else', async () => {
    const { token } = await drawn(trainee, 'split');
    const [text = '', mac = ''] = token.split('.');
    const changed = `${Buffer.from(Buffer.from(text, 'base64url').toString().replace('split', 'write')).toString('base64url')}.${mac}`;
    const { body: { sitting } } = await answered(trainee, token, {});
    for (const bad of ['', 'x', 'x.y', changed, `${text}.`, String(sitting)]) expect((await answered(trainee, bad, {})).status).toBe(400);
    expect((await answered(other, token, {})).status).toBe(400);
    expect((await trainee.call('post', '/mrz-exercises').send({ kind: 'split', sitting: token })).status).toBe(400);
    expect((await trainee.call('post', '/mrz-exercises').send({ kind: 'guess' })).status).toBe(400);
    expect((await answered(trainee, token, { digit: 'x'.repeat(101) })).status).toBe(400);
    expect((await portal.stranger.call('post', '/mrz-exercises').send({ kind: 'split' })).status).toBe(401);
  });
});
