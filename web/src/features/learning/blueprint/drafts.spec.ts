import { blueprintOf, complete, draftOf, usual } from './drafts';

describe('a blueprint while it is written', () => {
  const draft = { ...usual, minutes: '', sections: [{ title: ' The zone ', draw: '3', tags: 'zone, exam', least: '2' }, { title: '', draw: '2', tags: 'Print', least: '' }, { title: 'x', draw: 'two', tags: 'zone', least: '' }] };

  it('is sent with what is empty left out, and comes back as it was', () => {
    const sent = blueprintOf({ ...draft, sections: draft.sections.slice(0, 1) });
    expect(sent).toEqual({ sections: [{ title: 'The zone', draw: 3, tags: ['zone', 'exam'], least: 2 }], passMark: 80, attempts: 3, cooldownHours: 24, review: 'score_only' });
    expect(blueprintOf(draftOf(sent))).toEqual(sent);
  });

  it('has those sections looked up that say enough', () => {
    expect(complete(draft.sections)).toEqual([{ place: 0, section: { title: 'The zone', draw: 3, tags: ['zone', 'exam'] } }, { place: 1, section: { title: '–', draw: 2, tags: ['print'] } }]);
  });
});
