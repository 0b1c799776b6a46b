import { DataSource } from 'typeorm';
import { Access, actorOf, type Role } from '../../kernel/access/index.js';
import { Enrolment } from './enrolment.entity.js';
import { enrolmentPolicy } from './enrolment.policy.js';

const person = '11111111-1111-4111-8111-111111111111';
const trainee = '22222222-2222-4222-8222-222222222222';
const circle = '33333333-3333-4333-8333-333333333333';
const official = (party: string, roles: Role[] = [], keys: string[] = []) => actorOf({ userId: person, party, membership: 'member', roles, keys: ['community', party, person, ...keys] });
const enrolment = (more: Partial<Enrolment> = {}) => Object.assign(new Enrolment(), { party: 'IDN', userId: trainee, centre: null, staffCircle: null, ...more });
const verbs = ['read', 'study', 'accept', 'withdraw', 'approve', 'refuse', 'waitlist', 'confirm', 'remove'];
const access = new Access(new DataSource({ type: 'postgres' }), [enrolmentPolicy]);
const may = (actor: ReturnType<typeof actorOf>, row: Enrolment) => verbs.filter((verb) => access.can(actor, verb, row));

describe('what may be done with an enrolment', () => {
  it.each([
    ['the trainee', official('IDN'), enrolment({ userId: person }), ['read', 'study', 'accept', 'withdraw']],
    ['a colleague', official('IDN', ['trainer', 'focal_point']), enrolment(), []],
    ['the focal point for training', official('IDN', ['training_focal_point']), enrolment(), ['read', 'approve', 'refuse', 'waitlist']],
    ['that focal point, on itself', official('IDN', ['training_focal_point']), enrolment({ userId: person }), ['read', 'study', 'accept', 'withdraw']],
    ['the focal point of another party', official('AUS', ['training_focal_point']), enrolment(), []],
    ['the staff of its cohort', official('AUS', ['trainer'], [circle]), enrolment({ staffCircle: circle }), ['read']],
    ['the staff of another cohort', official('AUS', ['trainer'], [circle]), enrolment({ staffCircle: trainee }), []],
    ['the coordinator of its centre', official('AUS', ['training_coordinator']), enrolment({ centre: 'AUS' }), ['read', 'confirm', 'remove']],
    ['the coordinator of another centre', official('AUS', ['training_coordinator']), enrolment({ centre: 'THA' }), []],
    ['the secretariat', official('SECRETARIAT', ['secretariat_officer', 'auditor', 'administrator']), enrolment(), []],
    ['a suspended party', actorOf({ userId: trainee }), enrolment(), []],
  ])('%s', (_who, actor, row, granted) => expect(may(actor, row)).toEqual(granted));

  it('leaves programs nothing', () => expect(enrolmentPolicy.programs).toEqual([]));
});
