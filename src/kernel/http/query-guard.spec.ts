import type { Request, Response } from 'express';
import fc from 'fast-check';
import { Problem } from '../problems.js';
import { strictQuery } from './query-guard.js';

const guard = strictQuery();

/** What the guard hands on: nothing, or its refusal. */
function ask(url: string): Problem | undefined {
  let refusal: Problem | undefined;
  guard({ url } as Request, {} as Response, (error?: unknown) => { refusal = error as Problem | undefined; });
  return refusal;
}

describe('an address', () => {
  it.each(['/documents', '/documents?', '/documents?q=boat+night&kind=alert,analysis', '/documents?q=', '/documents?q=%E8%88%B9', '/documents?q=a%3Db%26c', '/documents?q=a=b', '/documents?&&q=a&', '/documents?q=what?'])('passes when it can be read in one way only: %s', (url) => {
    expect(ask(url)).toBeUndefined();
  });

  it.each([
    ['a key twice', '/d?tlp=red&tlp=clear', 'tlp'], ['a key twice in two spellings', '/d?tlp=red&%74lp=clear', 'tlp'], ['a nested key', '/d?a[b]=1', 'a[b]'], ['a nested key in disguise', '/d?a%5B%5D=1', 'a[]'],
    ['a key that means something to JavaScript', '/d?__proto__=1', '__proto__'], ['a broken escape in a value', '/d?q=%E0%A4%A', 'q'], ['a broken escape in a key', '/d?%=1', ''], ['no key', '/d?=1', ''],
    ['NUL in a value', '/d?q=a%00b', 'q'], ['NUL in a key', '/d?a%00=1', ''], ['broken escapes in the path', '/d/%C3', ''], ['NUL in the path', '/d/%00', ''],
  ])('is refused for %s', (_what, url, path) => {
    expect(ask(url)).toMatchObject({ status: 400, extra: { errors: [{ path, message: expect.stringMatching(/\.$/) }] } });
  });

  it('may hold 4096 characters of filters and no more', () => {
    expect(ask(`/d?q=${'a'.repeat(4094)}`)).toBeUndefined();
    expect(ask(`/d?q=${'a'.repeat(4095)}`)).toMatchObject({ status: 414 });
  });

  it('lists every fault at once', () => {
    expect(ask('/d?a=%&b[]=1&c=1&c=2')?.extra.errors?.map(({ path }) => path)).toEqual(['a', 'b[]', 'c']);
  });

  it('never makes the guard fail by itself', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('%', '=', '&', '[', '?', 'a', '0', 'F', '+', '/'), maxLength: 30 }), (rest) => {
      const refusal = ask(`/d?${rest}`);
      expect(refusal === undefined || refusal instanceof Problem).toBe(true);
    }), { numRuns: 1000 });
  });
});
