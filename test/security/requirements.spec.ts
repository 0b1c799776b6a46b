import { readFileSync } from 'node:fs';
import { under } from '../../deploy/launcher/paths.js';

/** Each requirement of the security design that is built so far, and the file with the test that is named after it. */
const proven: Record<string, string> = {
  'SR-30': 'access/routes', 'SR-31': 'access/matrix', 'SR-32': 'access/routes', 'SR-33': 'access/twin-world', 'SR-34': 'access/oracles', 'SR-35': 'access/oracles', 'SR-36': 'database/fence', 'SR-37': 'api/http-strictness',
  'SR-38': 'access/twin-world', 'SR-39': 'access/twin-world', 'SR-40': 'api/marking', 'SR-41': 'api/marking', 'SR-42': 'api/marking', 'SR-43': 'api/marking', 'SR-44': 'api/marking',
  'SR-50': 'database/fence', 'SR-51': 'database/fence', 'SR-52': 'database/fence', 'SR-53': 'database/unit-of-work', 'SR-54': 'database/fence', 'SR-55': 'database/fence', 'SR-56': 'database/fence', 'SR-57': 'access/oracles',
  'SR-58': 'access/removal', 'SR-59': 'database/fence', 'SR-90': 'database/event-record', 'SR-91': 'database/event-record', 'SR-95': 'database/event-record',
  'SR-100': 'api/http-strictness', 'SR-101': 'api/http-strictness', 'SR-102': 'api/http-strictness', 'SR-103': 'api/http-strictness', 'SR-104': 'api/http-strictness', 'SR-105': 'api/http-strictness', 'SR-106': 'api/http-strictness',
  'SR-107': 'api/http-strictness', 'SR-108': 'api/http-strictness', 'SR-109': 'api/library', 'SR-110': 'api/http-strictness', 'SR-122': 'api/settings',
  'NT-1': 'api/files', 'NT-2': 'api/marking', 'NT-3': 'api/marking', 'NT-4': 'access/twin-world', 'NT-5': 'api/files', 'NT-6': 'access/twin-world', 'NT-7': 'api/marking', 'NT-10': 'access/twin-world', 'NT-11': 'api/http-strictness',
  'NT-17': 'api/http-strictness', 'NT-18': 'api/library', 'NT-19': 'database/fence', 'NT-20': 'api/marking', 'NT-24': 'api/http-strictness', 'NT-26': 'api/http-strictness', 'NT-29': 'database/fence',
};

const range = (prefix: string, from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => `${prefix}-${from + index}`);
const wanted = [
  ...range('SR', 30, 44), ...range('SR', 50, 59), 'SR-90', 'SR-91', 'SR-95', ...range('SR', 100, 110), 'SR-122',
  ...range('NT', 1, 7), 'NT-10', 'NT-11', ...range('NT', 17, 20), 'NT-24', 'NT-26', 'NT-29',
];

describe('the security requirements', () => {
  it('are all on the map', () => expect(Object.keys(proven).sort()).toEqual([...wanted].sort()));

  it.each(Object.entries(proven))('%s has a test named after it in %s', (id, file) => {
    const source = readFileSync(under('test', `${file}.spec.ts`), 'utf8');
    expect(source).toMatch(new RegExp(String.raw`(describe|it|\]\))\(\s*['\`][^'\`]*\b${id}\b`));
  });
});
