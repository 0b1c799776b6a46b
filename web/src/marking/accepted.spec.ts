import type { Marking } from '../api/model';
import { accepted, tlps, withTlp } from './accepted';

const full: Marking = { tlp: 'amber', releasableTo: ['AUS', 'AHG'], recipients: ['u1'], withheldFrom: ['THA'], handlingCaveats: ['view_only'] };
const isParty = (word: string) => word === 'AUS';

describe('a marking under another label', () => {
  it('CLEAR withholds from nobody and names nobody', () => {
    expect(withTlp(full, 'clear', isParty)).toEqual({ tlp: 'clear', releasableTo: [], recipients: [], withheldFrom: [], handlingCaveats: ['view_only'] });
  });
  it('AMBER+STRICT keeps parties only', () => expect(withTlp(full, 'amber+strict', isParty).releasableTo).toEqual(['AUS']));
  it('RED keeps persons only', () => expect(withTlp(full, 'red', isParty)).toMatchObject({ releasableTo: [], recipients: ['u1'] }));
  it('AMBER keeps every circle', () => expect(withTlp(full, 'amber', isParty).releasableTo).toEqual(['AUS', 'AHG']));
  it('every label has an answer', () => expect(tlps.map(accepted)).toHaveLength(5));
});
