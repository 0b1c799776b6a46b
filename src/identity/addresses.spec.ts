import { canonicalEmail, placeOf } from './addresses.js';

describe('an e-mail address', () => {
  it.each(['a.b@x.example', ' A.B@X.example ', '\uff41.b@x.example', 'a.b\uff20x.example'])('is one however it is typed: %s', (typed) => {
    expect(canonicalEmail(typed)).toBe('a.b@x.example');
  });
});

describe('the place a request comes from', () => {
  it.each([
    ['203.0.113.5', '203.0.113.5'], ['::ffff:203.0.113.5', '203.0.113.5'], ['::ffff:cb00:7105', '203.0.113.5'],
    ['2001:db8:7:1::1', '2001:db8:7:1::/64'], ['2001:0db8:0007:0001:ffff:ffff:ffff:ffff', '2001:db8:7:1::/64'], ['2001:db8::1', '2001:db8:0:0::/64'], ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'], ['', 'nowhere'], [undefined, 'nowhere'], ['unknown', 'nowhere'], ['203.0.113.5, 10.0.0.1', 'nowhere'],
  ])('of %s is %s', (address, place) => {
    expect(placeOf(address)).toBe(place);
  });
});
