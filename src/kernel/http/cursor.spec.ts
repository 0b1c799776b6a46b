import fc from 'fast-check';
import { actorOf } from '../access/index.js';
import { Settings } from '../config/index.js';
import { Cursors } from './cursor.js';

const settings = (cursorSecret: string) => Object.assign(new Settings(), { cursorSecret });
const cursors = new Cursors(settings('the secret of these cursors, long enough'));
const marama = actorOf({ userId: 'u-1', party: 'NZL' });
const position = ['2026-11-24T10:00:00.000Z', 'an id'];
const refused = expect.objectContaining({ status: 400, extra: { errors: [{ path: 'cursor', message: expect.stringContaining('first page') }] } });

const opening = (...[actor, filter, cursor]: Parameters<Cursors['open']>): unknown => {
  try {
    return cursors.open(actor, filter, cursor);
  } catch (error) {
    return error;
  }
};

describe('a cursor', () => {
  const sealed = cursors.seal(marama, 'kind=alert', position);

  it('opens to the position it was sealed with', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.constant(null)), { maxLength: 4 }), (values) => {
      expect(cursors.open(marama, 'a', cursors.seal(marama, 'a', values))).toEqual(values);
    }));
  });

  it('fits into an address as it is', () => expect(encodeURIComponent(sealed)).toBe(sealed));

  it.each([
    ['somebody else', actorOf({ userId: 'u-2', party: 'NZL' }), 'kind=alert'],
    ['the same person for another party', actorOf({ userId: 'u-1', party: 'COK' }), 'kind=alert'],
    ['the same person under another filter', marama, 'kind=analysis'],
  ])('is refused to %s', (_who, actor, filter) => {
    expect(opening(actor, filter, sealed)).toEqual(refused);
  });

  it('of another secret is refused', () => {
    expect(opening(marama, 'kind=alert', new Cursors(settings('another secret of enough characters')).seal(marama, 'kind=alert', position))).toEqual(refused);
  });

  it('is refused once a single character of it is another', () => {
    fc.assert(fc.property(fc.nat({ max: sealed.length - 1 }), fc.constantFrom('A', 'b', '0', '-', '.'), (at, character) => {
      fc.pre(sealed[at] !== character);
      expect(opening(marama, 'kind=alert', sealed.slice(0, at) + character + sealed.slice(at + 1))).toEqual(refused);
    }));
  });

  it.each(['', '.', 'x', '.x', sealed.slice(0, -1), `${sealed}A`, sealed.split('.')[0] ?? '', 'ü.ü'])('that is garbled is refused: %j', (cursor) => {
    expect(opening(marama, 'kind=alert', cursor)).toEqual(refused);
  });
});
