import { actorOf, roles, type Actor, type Membership, type Role } from '../../src/kernel/access/index.js';
import { Document } from '../../src/documents/document.entity.js';
import { RetentionRequest } from '../../src/documents/retention/retention-request.entity.js';
import { RetentionRule } from '../../src/documents/retention/schedule/retention-rule.entity.js';
import { Tombstone } from '../../src/documents/retention/tombstone.entity.js';
import { ReleaseRequest } from '../../src/documents/requests/release-request.entity.js';
import { Contact } from '../../src/focal-points/directory/contact.entity.js';
import { Mailbox } from '../../src/focal-points/directory/mailbox.entity.js';
import { FocalPoint } from '../../src/focal-points/focal-point.entity.js';
import { Nomination } from '../../src/focal-points/nominations/nomination.entity.js';
import { Delegation } from '../../src/identity/people/delegation.entity.js';
import { IdentityProvider } from '../../src/identity/federation/identity-provider.entity.js';
import { SignInPolicy } from '../../src/identity/federation/sign-in-policy.entity.js';
import { FactorReset } from '../../src/identity/resets/factor-reset.entity.js';
import { Session } from '../../src/identity/session.entity.js';
import { Course } from '../../src/learning/catalogue/course.entity.js';
import { Certificate } from '../../src/learning/certificates/certificate.entity.js';
import { Attempt } from '../../src/learning/assessment/attempts/attempt.entity.js';
import { Bank } from '../../src/learning/assessment/banks/bank.entity.js';
import { CohortClass } from '../../src/learning/classes/class.entity.js';
import { TrainingActivity } from '../../src/learning/supply/activity.entity.js';
import { TrainingNeed } from '../../src/learning/supply/need.entity.js';
import { Cohort } from '../../src/learning/cohorts/cohort.entity.js';
import { Enrolment } from '../../src/learning/enrolment/enrolment.entity.js';
import { Material } from '../../src/learning/materials/material.entity.js';
import { CoursePackage } from '../../src/learning/packages/package.entity.js';
import { Accession } from '../../src/members/accession/accession.entity.js';
import { Audience } from '../../src/members/audience.entity.js';
import { KeyRequest } from '../../src/members/keys/key-request.entity.js';
import { Party } from '../../src/members/party.entity.js';
import { StandingChange } from '../../src/members/standing/standing-change.entity.js';

const id = { person: '11111111-1111-4111-8111-111111111111', colleague: '22222222-2222-4222-8222-222222222222', audience: '33333333-3333-4333-8333-333333333333', grant: '44444444-4444-4444-8444-444444444444', elsewhere: '55555555-5555-4555-8555-555555555555', strangers: '66666666-6666-4666-8666-666666666666' };

/** Somebody of FRA with one role; all situations are told from FRA's side. */
export const actors: [string, Actor][] = [
  ...roles.map((role): [string, Actor] => [role.replaceAll('_', ' '), person([role])]),
  ['administrator (sec.)', actorOf({ userId: id.person, party: 'SECRETARIAT', roles: ['administrator'], keys: ['participant', 'SECRETARIAT', id.person] })],
  ['officer (sec.)', actorOf({ userId: id.person, party: 'SECRETARIAT', roles: ['secretariat_officer'], keys: ['participant', 'SECRETARIAT', id.person] })],
  ['in Steering Group', actorOf({ userId: id.person, party: 'FRA', membership: 'member', roles: ['reader'], keys: ['community', 'member', 'FRA', 'STEERING_GROUP', id.person] })],
  ['of an observer', person(['reader', 'document_officer'], 'observer')],
  ['of a suspended party', actorOf({ userId: id.person, party: '', membership: 'member', roles: [], keys: [] })],
  ['visitor', actorOf({})],
];

function person(held: Role[], membership: Membership = 'member'): Actor {
  const community = membership === 'member' ? ['community', 'community/FRA'] : [];
  return actorOf({ userId: id.person, party: 'FRA', membership, roles: held, keys: [...community, membership, 'FRA', id.person, id.audience, id.grant, 'AHG'] });
}

const document = (more: Partial<Document>): Document =>
  Object.assign(new Document(), {
    originator: 'JPN', state: 'released', tlp: 'amber', releasableTo: [], recipients: [], withheldFrom: [], grantedTo: [], handlingCaveats: [], readers: [], mayDownload: true, mayShare: true, ...more,
  });

const delegation = (party: string, userId: string, ...held: Role[]): Delegation => Object.assign(new Delegation(), { party, userId, roles: held, state: 'active' });

const point = (party: string, state: string, userId: string | null = null): FocalPoint => Object.assign(new FocalPoint(), { party, state, userId, readers: state === 'confirmed' ? ['community'] : [] });
const nomination = (party: string, onBehalf: boolean, ...hands: string[]): Nomination => Object.assign(new Nomination(), { party, onBehalf, hands });
const contact = (party: string, userId: string, ...readers: string[]): Contact => Object.assign(new Contact(), { party, userId, readers });

const retentionRequest = (party: string, askedBy: string): RetentionRequest => Object.assign(new RetentionRequest(), { party, askedBy, deed: 'hold', decision: null });
const retentionRule = (party: string, forumWide: boolean, decision: 'approved' | null, proposedBy: string): RetentionRule => Object.assign(new RetentionRule(), { party, forumWide, decision, proposedBy });
const tombstone = (originator: string, readers: string[] = [], withheldFrom: string[] = []): Tombstone => Object.assign(new Tombstone(), { originator, readers, withheldFrom });

const course = (more: Partial<Course>): Course => Object.assign(new Course(), { originator: 'JPN', state: 'published', readers: [], withheldFrom: [], ...more });
const enrolment = (party: string, userId: string, centre: string | null = null, staffCircle: string | null = null): Enrolment => Object.assign(new Enrolment(), { party, userId, centre, staffCircle });
const attempt = (userId: string, staffCircle: string | null = null, assessorCircle: string | null = null): Attempt => Object.assign(new Attempt(), { party: 'FRA', userId, staffCircle, assessorCircle });

const cohort = (originator: string, centre: string, state: string, staffCircle: string = id.strangers): Cohort => Object.assign(new Cohort(), { originator, centre, state, staffCircle });
const held = (centre: string, staffCircle: string): CohortClass => Object.assign(new CohortClass(), { centre, staffCircle });
const certificate = (originator: string, party: string, userId: string): Certificate => Object.assign(new Certificate(), { originator, party, userId });

/** What somebody may meet, by concept. `readers` is what PostgreSQL makes of the marking. */
export const situations: [string, string, object][] = [
  ['document', 'own draft', document({ originator: 'FRA', state: 'draft' })],
  ['document', 'own, released', document({ originator: 'FRA', readers: ['community'] })],
  ['document', 'own, view only', document({ originator: 'FRA', mayDownload: false })],
  ['document', 'own, recalled', document({ originator: 'FRA', state: 'recalled' })],
  ['document', 'draft of another party', document({ state: 'draft' })],
  ['document', 'CLEAR', document({ tlp: 'clear', readers: ['public', 'community'] })],
  ['document', 'GREEN', document({ tlp: 'green', readers: ['community'] })],
  ['document', 'GREEN, withheld from FRA', document({ tlp: 'green', readers: ['community'], withheldFrom: ['FRA'] })],
  ['document', 'AMBER to FRA', document({ readers: ['FRA'] })],
  ['document', 'AMBER to another party', document({ readers: ['AUS'] })],
  ['document', 'AMBER to an audience with FRA', document({ readers: [id.audience] })],
  ['document', 'AMBER to an audience with FRA, withheld from it', document({ readers: [id.audience], withheldFrom: ['FRA'] })],
  ['document', 'AMBER to the ad hoc group', document({ readers: ['AHG'] })],
  ['document', 'AMBER to FRA, view only', document({ readers: ['FRA'], mayDownload: false })],
  ['document', 'AMBER to FRA, no onward sharing', document({ readers: ['FRA'], mayShare: false })],
  ['document', 'RED to the person', document({ tlp: 'red', readers: [id.person] })],
  ['document', 'RED to a colleague', document({ tlp: 'red', readers: [id.colleague] })],
  ['document', 'granted for a time', document({ readers: ['AUS', id.grant], grantedTo: [id.grant] })],
  ['document', 'granted for a time, withheld from FRA', document({ readers: ['AUS', id.grant], grantedTo: [id.grant], withheldFrom: ['FRA'] })],
  ['document', 'recalled by another party', document({ state: 'recalled' })],
  ['releaserequest', 'made by the person', Object.assign(new ReleaseRequest(), { party: 'FRA', userId: id.person, originator: 'JPN' })],
  ['releaserequest', 'made by a colleague', Object.assign(new ReleaseRequest(), { party: 'FRA', userId: id.colleague, originator: 'JPN' })],
  ['releaserequest', 'received', Object.assign(new ReleaseRequest(), { party: 'JPN', userId: id.colleague, originator: 'FRA' })],
  ['releaserequest', 'between others', Object.assign(new ReleaseRequest(), { party: 'JPN', userId: id.colleague, originator: 'AUS' })],
  ['audience', 'own', Object.assign(new Audience(), { id: id.colleague, originator: 'FRA', readers: [] })],
  ['audience', 'shown to members', Object.assign(new Audience(), { id: id.colleague, originator: 'JPN', readers: ['community'] })],
  ['audience', 'of another party, with FRA', Object.assign(new Audience(), { id: id.audience, originator: 'JPN', readers: [] })],
  ['audience', 'of another party', Object.assign(new Audience(), { id: id.colleague, originator: 'JPN', readers: [] })],
  ['party', 'own', Object.assign(new Party(), { code: 'FRA', kind: 'state' })],
  ['party', 'another', Object.assign(new Party(), { code: 'JPN', kind: 'state' })],
  ['party', 'the secretariat', Object.assign(new Party(), { code: 'SECRETARIAT', kind: 'secretariat' })],
  ['accession', 'of another party', Object.assign(new Accession(), { party: 'JPN', state: 'open' })],
  ['accession', 'own', Object.assign(new Accession(), { party: 'FRA', state: 'open' })],
  ['keyrequest', 'of FRA, asked for by a colleague', Object.assign(new KeyRequest(), { party: 'FRA', askedBy: id.colleague, bySecretariat: false })],
  ['keyrequest', 'of FRA, asked for by the person', Object.assign(new KeyRequest(), { party: 'FRA', askedBy: id.person, bySecretariat: false })],
  ['keyrequest', 'of JPN', Object.assign(new KeyRequest(), { party: 'JPN', askedBy: id.colleague, bySecretariat: false })],
  ['keyrequest', 'of JPN, which has nobody else', Object.assign(new KeyRequest(), { party: 'JPN', askedBy: id.colleague, bySecretariat: true })],
  ['standingchange', 'about FRA, proposed by a colleague', Object.assign(new StandingChange(), { party: 'FRA', proposedBy: id.colleague, decision: null })],
  ['standingchange', 'about FRA, approved', Object.assign(new StandingChange(), { party: 'FRA', proposedBy: id.colleague, decision: 'approved' })],
  ['standingchange', 'about JPN, proposed by the person', Object.assign(new StandingChange(), { party: 'JPN', proposedBy: id.person, decision: null })],
  ['standingchange', 'about JPN, approved', Object.assign(new StandingChange(), { party: 'JPN', proposedBy: id.colleague, decision: 'approved' })],
  ['session', 'own', Object.assign(new Session(), { userId: id.person })],
  ['session', 'of a colleague', Object.assign(new Session(), { userId: id.colleague })],
  ['delegation', 'own', delegation('FRA', id.person, 'reader')],
  ['delegation', 'of a colleague', delegation('FRA', id.colleague, 'reader', 'document_officer')],
  ['delegation', 'of a focal point', delegation('FRA', id.colleague, 'reader', 'focal_point')],
  ['delegation', 'of somebody with a role of the secretariat', delegation('FRA', id.colleague, 'auditor')],
  ['delegation', 'of another party', delegation('JPN', id.colleague, 'reader')],
  ['delegation', 'of a focal point of another party', delegation('JPN', id.colleague, 'focal_point')],
  ['delegation', 'of the secretariat', delegation('SECRETARIAT', id.colleague, 'reader', 'secretariat_officer')],
  ['delegation', 'of an administrator of the secretariat', delegation('SECRETARIAT', id.colleague, 'administrator')],
  ['identityprovider', 'of the party', Object.assign(new IdentityProvider(), { party: 'FRA' })],
  ['identityprovider', 'of another party', Object.assign(new IdentityProvider(), { party: 'JPN' })],
  ['signinpolicy', 'of the party', Object.assign(new SignInPolicy(), { code: 'FRA' })],
  ['signinpolicy', 'of another party', Object.assign(new SignInPolicy(), { code: 'JPN' })],
  ['focalpoint', 'own mandate, confirmed', point('FRA', 'confirmed', id.person)],
  ['focalpoint', 'of a colleague, confirmed', point('FRA', 'confirmed', id.colleague)],
  ['focalpoint', 'of the own party, nominated', point('FRA', 'nominated')],
  ['focalpoint', 'of the own party, lapsed', point('FRA', 'lapsed', id.colleague)],
  ['focalpoint', 'of another party, confirmed', point('JPN', 'confirmed', id.colleague)],
  ['focalpoint', 'of another party, nominated', point('JPN', 'nominated')],
  ['nomination', 'by the own party', nomination('FRA', false, id.colleague)],
  ['nomination', 'by the own party, the person had a hand in it', nomination('FRA', false, id.person)],
  ['nomination', 'by another party', nomination('JPN', false, id.colleague)],
  ['nomination', 'by another party, the person checked it', nomination('JPN', false, id.colleague, id.person)],
  ['nomination', 'on behalf of another party', nomination('JPN', true, id.colleague)],
  ['nomination', 'on behalf of another party, entered by the person', nomination('JPN', true, id.person)],
  ['contact', 'own', contact('FRA', id.person)],
  ['contact', 'of a colleague, shown to the party', contact('FRA', id.colleague, 'FRA')],
  ['contact', 'of a colleague, shown to nobody', contact('FRA', id.colleague)],
  ['contact', 'of another party, shown to members', contact('JPN', id.colleague, 'community', 'JPN')],
  ['contact', 'of another party, shown to the ad hoc group', contact('JPN', id.colleague, 'AHG', 'JPN')],
  ['contact', 'of another party, shown to the party', contact('JPN', id.colleague, 'JPN')],
  ['mailbox', 'own', Object.assign(new Mailbox(), { party: 'FRA' })],
  ['mailbox', 'of another party', Object.assign(new Mailbox(), { party: 'JPN' })],
  ['factorreset', 'of the own party', Object.assign(new FactorReset(), { party: 'FRA', userId: id.colleague })],
  ['factorreset', 'of another party', Object.assign(new FactorReset(), { party: 'JPN', userId: id.colleague })],
  ['retentionrequest', 'of the own party, asked for by the person', retentionRequest('FRA', id.person)],
  ['retentionrequest', 'of the own party, asked for by a colleague', retentionRequest('FRA', id.colleague)],
  ['retentionrequest', 'of another party', retentionRequest('JPN', id.colleague)],
  ['retentionrule', 'of the forum, in force', retentionRule('SECRETARIAT', true, 'approved', id.colleague)],
  ['retentionrule', 'of the forum, proposed by the person', retentionRule('SECRETARIAT', true, null, id.person)],
  ['retentionrule', 'of the forum, proposed by a colleague', retentionRule('SECRETARIAT', true, null, id.colleague)],
  ['retentionrule', 'of the own party, proposed by a colleague', retentionRule('FRA', false, null, id.colleague)],
  ['retentionrule', 'of another party, in force', retentionRule('JPN', false, 'approved', id.colleague)],
  ['retentionrule', 'of another party, proposed', retentionRule('JPN', false, null, id.colleague)],
  ['tombstone', 'of the own party', tombstone('FRA')],
  ['tombstone', 'of what FRA could read', tombstone('JPN', ['FRA'])],
  ['tombstone', 'of what FRA could read, withheld from it', tombstone('JPN', ['FRA'], ['FRA'])],
  ['tombstone', 'of what the person had downloaded', tombstone('JPN', [id.person])],
  ['tombstone', 'of what FRA could not read', tombstone('JPN', ['AUS'])],
  ['course', 'own draft', course({ originator: 'FRA', state: 'draft' })],
  ['course', 'own, published', course({ originator: 'FRA', readers: ['community'] })],
  ['course', 'draft of another party', course({ state: 'draft' })],
  ['course', 'CLEAR', course({ readers: ['public', 'community'] })],
  ['course', 'GREEN', course({ readers: ['community'] })],
  ['course', 'GREEN, withheld from FRA', course({ readers: ['community'], withheldFrom: ['FRA'] })],
  ['course', 'AMBER to FRA', course({ readers: ['FRA'] })],
  ['course', 'AMBER to FRA, retired', course({ readers: ['FRA'], state: 'retired' })],
  ['course', 'AMBER to another party', course({ readers: ['AUS'] })],
  ['course', 'RED to the person', course({ readers: [id.person] })],
  ['enrolment', 'own', enrolment('FRA', id.person)],
  ['enrolment', 'own, from a former party', enrolment('JPN', id.person)],
  ['enrolment', 'of a colleague', enrolment('FRA', id.colleague)],
  ['enrolment', 'of another party', enrolment('JPN', id.colleague)],
  ['enrolment', 'of another party, in the own centre', enrolment('JPN', id.colleague, 'FRA')],
  ['enrolment', 'of another party, taught by the person', enrolment('JPN', id.colleague, 'AUS', id.audience)],
  ['cohort', 'planned, of a course of the own party', cohort('FRA', 'JPN', 'planned')],
  ['cohort', 'planned, in the own centre', cohort('JPN', 'FRA', 'planned')],
  ['cohort', 'planned elsewhere', cohort('JPN', 'AUS', 'planned')],
  ['cohort', 'open elsewhere', cohort('JPN', 'AUS', 'open')],
  ['cohort', 'open elsewhere, taught by the person', cohort('JPN', 'AUS', 'open', id.audience)],
  ['class', 'of a cohort of the own centre', held('FRA', id.strangers)],
  ['class', 'of a cohort the person teaches', held('AUS', id.audience)],
  ['class', 'of another cohort', held('AUS', id.strangers)],
  ['need', 'of the own party', Object.assign(new TrainingNeed(), { party: 'FRA', readers: ['community', 'FRA'] })],
  ['need', 'of another party', Object.assign(new TrainingNeed(), { party: 'JPN', readers: ['community', 'JPN'] })],
  ['activity', 'of the own party', Object.assign(new TrainingActivity(), { organiser: 'FRA', readers: ['community', 'FRA'] })],
  ['activity', 'of another party', Object.assign(new TrainingActivity(), { organiser: 'JPN', readers: ['community', 'JPN'] })],
  ['certificate', 'own', certificate('JPN', 'FRA', id.person)],
  ['certificate', 'own, of a course of the own party', certificate('FRA', 'FRA', id.person)],
  ['certificate', 'of a colleague', certificate('JPN', 'FRA', id.colleague)],
  ['certificate', 'of another party, of a course of the own', certificate('FRA', 'JPN', id.colleague)],
  ['certificate', 'of another party', certificate('JPN', 'AUS', id.colleague)],
  ['bank', 'of the own courses', Object.assign(new Bank(), { originator: 'FRA' })],
  ['bank', "of another party's courses", Object.assign(new Bank(), { originator: 'JPN' })],
  ['attempt', 'own', attempt(id.person)],
  ['attempt', 'own, in a cohort the person teaches', attempt(id.person, id.audience)],
  ['attempt', 'of a colleague', attempt(id.colleague)],
  ['attempt', 'own, in a cohort the person assesses', attempt(id.person, id.audience, id.audience)],
  ['attempt', 'of somebody the person teaches', attempt(id.colleague, id.audience)],
  ['attempt', 'of somebody the person assesses', attempt(id.colleague, id.audience, id.audience)],
  ['package', 'of the own courses', Object.assign(new CoursePackage(), { originator: 'FRA' })],
  ['package', "of another party's courses", Object.assign(new CoursePackage(), { originator: 'JPN' })],
  ['material', 'for trainees, of the own courses', Object.assign(new Material(), { originator: 'FRA', forWhom: 'trainees', circle: null })],
  ['material', 'for trainees, of another party', Object.assign(new Material(), { originator: 'JPN', forWhom: 'trainees', circle: null })],
  ['material', 'for trainers, of the own courses', Object.assign(new Material(), { originator: 'FRA', forWhom: 'trainers', circle: id.elsewhere })],
  ['material', 'for trainers, taught by the person', Object.assign(new Material(), { originator: 'JPN', forWhom: 'trainers', circle: id.audience })],
  ['material', 'for trainers, taught by others', Object.assign(new Material(), { originator: 'JPN', forWhom: 'trainers', circle: id.elsewhere })],
];
