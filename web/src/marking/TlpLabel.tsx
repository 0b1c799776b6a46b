import type { Tlp } from '../api/model';
import './marking.css';

/** The Traffic Light Protocol label, always spelled out (TLP 2.0, FIRST); STRICT is in the amber. */
export function TlpLabel({ tlp }: { tlp: Tlp }) {
  const colour = tlp === 'amber+strict' ? 'amber' : tlp;
  return <span className={`tlp tlp-${colour}`} lang="en" dir="ltr" translate="no">{`TLP:${tlp.toUpperCase()}`}</span>;
}
