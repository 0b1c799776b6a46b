/**
 * Who a record is for: TLP 2.0, releasability, withholding, recipients and handling caveats, with the contradictions a marking may not
 * hold. The readers that follow from it are computed by PostgreSQL, never here.
 */
export { addressedTo, bodyCircles, contradictions, handlingCaveats, narrowest, tlpLabel, tlps } from './marking.js';
export type { HandlingCaveat, Marking, Tlp } from './marking.js';
export { sealHolds, sealOver } from './seal.js';
export { Marked, MarkingShape } from './marking.dto.js';
