import fc from 'fast-check';
import { faultsInJson, unstorable } from './json-scan.js';

const bounds = { depth: 4, maxArray: 3 };
const faults = (text: string) => faultsInJson(text, bounds);

describe('a JSON body', () => {
  it.each(['{}', '[]', '{"a":{"b":{"c":{}}}}', '{"a":[1,2,3]}', '{"a":{"x":1},"b":{"x":2}}', '{"a":"{[,:]}\\"{"}', '[{"a":1},{"a":1}]', '{"a":"a","b":"b"}', '{"emoji":"🚢"}'])('passes when every reader reads it alike: %s', (text) => {
    expect(faults(text)).toEqual([]);
  });

  it.each([
    ['{"a":1,"a":2}', 'a', /given twice/], ['{"a":1,"\\u0061":2}', 'a', /given twice/], ['{"m":{"tlp":"red","tlp":"clear"}}', 'm.tlp', /given twice/], ['[{"a":1},{"b":1,"b":2}]', '1.b', /given twice/],
    ['{"__proto__":{}}', '__proto__', /not allowed/], ['{"a":{"constructor":1}}', 'a.constructor', /not allowed/], ['{"\\u005f_proto__":1}', '__proto__', /not allowed/], ['{"prototype":1}', 'prototype', /not allowed/],
    ['{"a":"\\u0000"}', 'a', /cannot be kept/], ['{"a":["x","\\ud800"]}', 'a.1', /cannot be kept/], ['{"a":{"b":{"c":{"d":{}}}}}', 'a.b.c.d', /deeper than 4/], ['[[[[[]]]]]', '0.0.0.0', /deeper than 4/],
    ['{"a":[1,2,3,4]}', 'a', /3 entries/], ['[[1,2],[3,4,5,6]]', '1', /3 entries/],
  ])('is refused where it is not: %s', (text, path, message) => {
    expect(faults(text)).toEqual([{ path, message: expect.stringMatching(message) }]);
  });

  it('names no more than twenty faults, however many there are', () => {
    expect(faults(`{${Array.from({ length: 500 }, () => '"a":1').join(',')}}`)).toHaveLength(20);
  });

  it('names places without what a log could not keep', () => {
    const [fault] = faults(`{"${'\\u0000'.repeat(200)}":1}`);
    expect(fault?.path).toHaveLength(60);
    expect(unstorable(fault?.path ?? '\0')).toBe(false);
  });

  it('passes whatever JSON.stringify writes within the bounds', () => {
    const safe = fc.string({ unit: 'grapheme' }).filter((text) => !unstorable(text) && !['__proto__', 'constructor', 'prototype'].includes(text));
    const leaf = fc.oneof(safe, fc.integer(), fc.boolean(), fc.constant(null));
    const value = fc.oneof(leaf, fc.array(leaf, { maxLength: 3 }), fc.dictionary(safe, fc.oneof(leaf, fc.array(leaf, { maxLength: 3 })), { noNullPrototype: true }));
    fc.assert(fc.property(fc.dictionary(safe, value, { noNullPrototype: true }), (body) => {
      expect(faults(JSON.stringify(body))).toEqual([]);
    }));
  });

  it('is scanned in a time that grows with its length alone', () => {
    const began = performance.now();
    faultsInJson(`{"a":"${'\\\\'.repeat(120_000)}"}`, bounds);
    faultsInJson(`[${'['.repeat(3)}${']'.repeat(3)}]${' '.repeat(250_000)}`, bounds);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});
