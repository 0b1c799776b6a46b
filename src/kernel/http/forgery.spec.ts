import type { Request } from 'express';
import { Settings } from '../config/index.js';
import { csrfOf, refuseForgery, sessionToken } from './forgery.js';

const settings = Object.assign(new Settings(), { publicUrl: 'https://portal.forum.test', cursorSecret: 'the secret of these tokens, long enough' });
const request = (headers: Record<string, string> = {}, method = 'POST') => ({ method, headers }) as unknown as Request;
const cookie = '__Host-sid=abc';
const own = { cookie, origin: 'https://portal.forum.test', 'sec-fetch-site': 'same-origin', 'x-csrf': csrfOf('abc', settings) };
const refused = expect.objectContaining({ status: 403, type: '/problems/forged-request' });
const verdict = (one: Request, usesSession = true): unknown => {
  try {
    return refuseForgery(one, settings, usesSession);
  } catch (error) {
    return error;
  }
};

describe('a request that changes something', () => {
  it('passes when it comes from our own pages', () => expect(verdict(request(own))).toBeUndefined());

  it.each([
    ['without the token', { ...own, 'x-csrf': '' }], ['with another session\'s token', { ...own, 'x-csrf': csrfOf('abd', settings) }], ['with the cookie itself as token', { ...own, 'x-csrf': 'abc' }],
    ['from another site', { ...own, 'sec-fetch-site': 'cross-site' }], ['from a sister site', { ...own, 'sec-fetch-site': 'same-site' }], ['from another origin', { ...own, origin: 'https://portal.forum.test.evil.example' }],
    ['from the same host without TLS', { ...own, origin: 'http://portal.forum.test' }], ['from another port', { ...own, origin: 'https://portal.forum.test:8443' }], ['from a hidden origin the browser does not vouch for', { cookie, origin: 'null', 'x-csrf': own['x-csrf'] }],
  ])('is refused %s', (_where, headers) => {
    expect(verdict(request(headers))).toEqual(refused);
  });

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'QUERY'])('needs the token whatever it is called: %s', (method) => {
    expect(verdict(request({ cookie }, method))).toEqual(refused);
  });

  it('passes from a form of ours, whose origin our referrer policy hides', () => {
    expect(verdict(request({ ...own, origin: 'null' }))).toBeUndefined();
  });

  it('needs no token where it acts for nobody, but comes from our pages all the same', () => {
    expect(verdict(request({ cookie }), false)).toBeUndefined();
    expect(verdict(request({ origin: 'https://evil.example' }), false)).toEqual(refused);
  });

  it('passes from a program without cookies', () => expect(verdict(request())).toBeUndefined());
});

describe('a request that only reads', () => {
  it.each(['GET', 'HEAD', 'OPTIONS'])('passes from anywhere: %s', (method) => {
    expect(verdict(request({ cookie, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, method))).toBeUndefined();
  });
});

describe('the session\'s token', () => {
  it.each([
    ['__Host-sid=abc', 'abc'], ['a=b; __Host-sid=abc; c=d', 'abc'], ['sid=abc', ''], ['x__Host-sid=abc', ''], ['__host-sid=abc', ''], ['', ''], ['a="__Host-sid=no"', ''],
  ])('of %j is %j', (given, token) => {
    expect(sessionToken(request({ cookie: given }), settings)).toBe(token);
  });
});
