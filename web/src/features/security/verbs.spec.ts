import { turned } from './verbs';

const possible = ['read:document', 'download:document', 'upload:document', 'read:party'];

describe('the verbs of a token', () => {
  it('bring along the reading they need', () => expect(turned(possible, ['read:party'], 'upload:document', true)).toEqual(['read:document', 'upload:document', 'read:party']));
  it('go with the reading they need, and leave others alone', () => expect(turned(possible, possible, 'read:document', false)).toEqual(['read:party']));
  it('go one by one', () => expect(turned(possible, possible, 'download:document', false)).toEqual(['read:document', 'upload:document', 'read:party']));
  it('are never more than are possible', () => expect(turned(['read:party'], [], 'create:audience', true)).toEqual([]));
});
