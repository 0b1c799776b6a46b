import { documentKinds, faultsInDetails } from './document-kinds.js';

describe('the details of a document', () => {
  it.each([
    ['intelligence_report', ['gradingScheme', 'sourceGrade', 'informationGrade', 'handlingCode']], ['alert', []], ['analysis', []], ['country_profile', ['country']],
    ['policy_guide', []], ['training_material', []], ['meeting_paper', ['meeting']], ['statistics_paper', ['periodFrom', 'periodTo', 'synthetic']],
  ] as const)('of a %s may be left out of a draft, and of a release all but %j', (kind, needed) => {
    expect(faultsInDetails(kind, {}, true)).toEqual([]);
    expect(faultsInDetails(kind, {}, false).map(({ path }) => path).sort()).toEqual(needed.map((key) => `details.${key}`).sort());
  });

  it('are said to be missing, or to be wrong, in words', () => {
    expect(faultsInDetails('meeting_paper', {}, false)).toEqual([{ path: 'details.meeting', message: 'Meeting is missing; a release needs it.' }]);
    expect(faultsInDetails('intelligence_report', { sourceGrade: 'Z' }, true)).toEqual([{ path: 'details.sourceGrade', message: 'Source grade must be one of the following values: A, B, C, X.' }]);
  });

  it('of one kind are foreign to another', () => {
    for (const kind of documentKinds) expect(faultsInDetails(kind, { foreign: 1 }, true)).toEqual([expect.objectContaining({ path: 'details.foreign' })]);
  });
});
