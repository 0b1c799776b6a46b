import { ofStage, toMarking } from './faults';

const fault = (path: string) => ({ path, message: path });

describe('a fault of a rehearsal', () => {
  it.each([
    ['marking.releasableTo', 'marking-releasableTo'],
    ['marking', 'marking-tlp'],
    ['proposedMarking.releasableTo.0', 'marking-releasableTo'],
    ['stages.1.at', 'stage-1-at'],
    ['stages.0.marking.releasableTo', 'stage-0-releasableTo'],
    ['embargoUntil', 'embargoUntil'],
    ['details.validUntil', undefined],
  ])('at %s leads to the field %s', (path, id) => expect(toMarking([fault(path)])).toEqual([{ id, message: path }]));

  it('of a stage stands at that stage', () => {
    expect(ofStage([fault('stages.0.at'), fault('stages.1.marking.tlp'), fault('marking.tlp')], 1)).toEqual([{ path: 'tlp', message: 'stages.1.marking.tlp' }]);
  });
});
