import type { Marking, Tlp } from '../api/model';

export const tlps: Tlp[] = ['clear', 'green', 'amber', 'amber+strict', 'red'];
export const nothingMarked: Marking = { tlp: 'amber', releasableTo: [], recipients: [], withheldFrom: [], handlingCaveats: [] };

/** Which parts of a marking the server takes with a label; the form offers no others. */
export interface Accepted { releasableTo: 'none' | 'parties' | 'circles'; recipients: boolean; withheldFrom: boolean }

export function accepted(tlp: Tlp): Accepted {
  switch (tlp) {
    case 'clear': return { releasableTo: 'none', recipients: false, withheldFrom: false };
    case 'green': return { releasableTo: 'none', recipients: false, withheldFrom: true };
    case 'amber': return { releasableTo: 'circles', recipients: false, withheldFrom: true };
    case 'amber+strict': return { releasableTo: 'parties', recipients: false, withheldFrom: true };
    case 'red': return { releasableTo: 'none', recipients: true, withheldFrom: true };
  }
}

/** The marking under another label, without the parts that label does not take. */
export function withTlp(marking: Marking, tlp: Tlp, isParty: (word: string) => boolean): Marking {
  const takes = accepted(tlp);
  const releasable = { none: [], parties: marking.releasableTo.filter(isParty), circles: marking.releasableTo };
  return {
    tlp,
    releasableTo: releasable[takes.releasableTo],
    recipients: takes.recipients ? marking.recipients : [],
    withheldFrom: takes.withheldFrom ? marking.withheldFrom : [],
    handlingCaveats: marking.handlingCaveats,
  };
}
