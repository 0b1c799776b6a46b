/**
 * Who takes part: parties, their dated membership of each body, and named audiences over them. It says who stands where on a day; what
 * that lets them see is the marking's to say.
 */
export { Accession } from './accession/accession.entity.js';
export { accessionPolicy } from './accession/accession.policy.js';
export { Audience } from './audience.entity.js';
export { Audiences } from './audiences.js';
export { KeyRequest } from './keys/key-request.entity.js';
export { keyRequestPolicy } from './keys/key-request.policy.js';
export { keyringFaults, keysCommand } from './keys/keys.command.js';
export { MembersModule } from './members.module.js';
export { audiencePolicy, partyPolicy } from './members.policy.js';
export { Parties, type PartyFacts } from './parties.js';
export { Party } from './party.entity.js';
export { StandingChange } from './standing/standing-change.entity.js';
export { standingChangePolicy } from './standing/standing-change.policy.js';
export { Quotas } from './storage/quotas.js';
export { readRegister, Register } from './register.js';
