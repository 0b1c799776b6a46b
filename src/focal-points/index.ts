/**
 * Who speaks for a party on a subject: nominated with a letter, checked and approved by two officers of the secretariat, confirmed each year,
 * handed over. The directory of them, and how they are reached. Accounts and roles are identity's; what a focal point may do elsewhere is for
 * the policies of each room.
 */
export { FocalPointsModule } from './focal-points.module.js';
export { FocalPoint } from './focal-point.entity.js';
export { focalPointPolicy } from './focal-point.policy.js';
export { Nomination } from './nominations/nomination.entity.js';
export { Nominations } from './nominations/nominations.js';
export type { NominationInput } from './nominations/nominations.dto.js';
export { Letters } from './nominations/letters.js';
export { nominationPolicy } from './nominations/nomination.policy.js';
export { Contact } from './directory/contact.entity.js';
export { contactPolicy } from './directory/contact.policy.js';
export { Contacts } from './directory/contacts.js';
export { Mailboxes } from './directory/mailboxes.js';
export { Mailbox } from './directory/mailbox.entity.js';
export { mailboxPolicy } from './directory/mailbox.policy.js';
