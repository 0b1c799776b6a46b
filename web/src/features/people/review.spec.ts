import { counted, decisionsOf, faultyDraft, type Drafts } from './review';

const drafts: Drafts = {
  a: { decision: 'keep', roles: ['reader'], reason: 'typed, then kept' },
  b: { decision: 'change', roles: ['trainer'], reason: '' },
  c: { decision: 'end', roles: ['reader'], reason: ' moved on ' },
  d: undefined,
};

describe('a review in the making', () => {
  it('sends of each decision what belongs to it, and nothing of those not decided', () => expect(decisionsOf(drafts)).toEqual([
    { id: 'a', decision: 'keep' }, { id: 'b', decision: 'change', roles: ['trainer'] }, { id: 'c', decision: 'end', reason: 'moved on' },
  ]));

  it('counts the three states', () => expect(counted(drafts)).toEqual({ keep: 1, change: 1, end: 1 }));

  it('knows what is not complete', () => {
    expect(Object.values(drafts).map(faultyDraft)).toEqual([false, false, false, false]);
    expect(faultyDraft({ decision: 'change', roles: [], reason: '' })).toBe(true);
    expect(faultyDraft({ decision: 'end', roles: [], reason: ' x ' })).toBe(true);
  });
});
