import { checkPassword, hashPassword, weakness } from './passwords.js';

const good = 'seven lanterns on the quay';

describe('a password', () => {
  it('is kept as argon2id with the cost it should have, salted each time', async () => {
    const [one, two] = await Promise.all([hashPassword(good), hashPassword(good)]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/);
    expect(one).not.toBe(two);
  });

  it('is the one, or it is not', async () => {
    const stored = await hashPassword(good);
    expect(await checkPassword(stored, good)).toBe(true);
    expect(await checkPassword(stored, `${good} `)).toBe(false);
    expect(await checkPassword(stored, good.toUpperCase())).toBe(false);
  });

  it('is the same however its accents were typed', async () => {
    expect(await checkPassword(await hashPassword('sept phares au café du port'), 'sept phares au cafe\u0301 du port')).toBe(true);
  });

  it('of nobody is never right, and takes as long to refuse', async () => {
    const stored = await hashPassword(good);
    const time = async (hash: string | null) => {
      const began = performance.now();
      expect(await checkPassword(hash, 'wrong password altogether')).toBe(false);
      return performance.now() - began;
    };
    await time(null); // the stand-in is made once
    const [somebody, nobody] = [await time(stored), await time(null)];
    expect(nobody).toBeGreaterThan(somebody / 5);
  });

  it('is checked two at a time; the sixtieth at once is asked to come back', async () => {
    const asked = await Promise.allSettled(Array.from({ length: 60 }, () => checkPassword('not a hash', good)));
    const busy = asked.flatMap((one) => (one.status === 'rejected' && (one.reason as { status?: number }).status === 503 ? [one.reason as { extra: object }] : []));
    expect(busy).toHaveLength(8);
    expect(busy[0]?.extra).toEqual({ retryAfter: 3 });
    expect(await checkPassword(await hashPassword(good), good)).toBe(true);
  });

  it.each([
    ['is too short', 'fourteen chars', /at least 15/], ['is too long', 'ab cd ef '.repeat(30), /at most 256/], ['repeats itself', 'abababababababab', /repeats/],
    ['holds the name', 'the Marama family boat', /does not hold your name/], ['holds the address', 'sunrise a.marama@works here', /does not hold your name/],
  ])('is weak when it %s', (_case, password, why) => {
    expect(weakness(password, ['Marama', 'a.marama', 'it'])).toMatch(why);
  });

  it('is counted in characters, not in the units of a computer', () => {
    expect(weakness('🚢🌊🗺🧭⚓🛟🏝🐚🦀🐙🐟🐠🐬🐳', [])).toMatch(/at least 15/);
    expect(weakness('🚢🌊🗺🧭⚓🛟🏝🐚🦀🐙🐟🐠🐬🐳🦑', [])).toBeNull();
  });

  it('will do when it is long and its own, whatever short words it shares', () => {
    expect(weakness(good, ['Ann', 'on', 'a.marama'])).toBeNull();
  });
});
