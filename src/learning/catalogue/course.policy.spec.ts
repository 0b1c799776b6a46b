import { DataSource } from 'typeorm';
import { Access, actorOf, type Role } from '../../kernel/access/index.js';
import { Course } from './course.entity.js';
import { coursePolicy } from './course.policy.js';

const person = '11111111-1111-4111-8111-111111111111';
const official = (party: string, ...roles: Role[]) => actorOf({ userId: person, party, membership: 'member', roles, keys: ['community', 'member', party, person] });
const course = (more: Partial<Course>) => Object.assign(new Course(), { originator: 'AUS', state: 'published', readers: ['community'], withheldFrom: [], ...more });
const verbs = ['read', 'enrol', 'nominate', 'create', 'edit', 'submit', 'discard', 'publish', 'mark', 'retire', 'audience'];
const access = new Access(new DataSource({ type: 'postgres' }), [coursePolicy]);
const may = (actor: ReturnType<typeof actorOf>, row: Course) => verbs.filter((verb) => access.can(actor, verb, row));

describe('what may be done with a course', () => {
  it.each([
    ['an official of any member', official('IDN', 'reader'), course({}), ['read', 'enrol']],
    ['a focal point for training', official('IDN', 'training_focal_point'), course({}), ['read', 'enrol', 'nominate']],
    ['anybody it is withheld from', official('IDN', 'training_focal_point'), course({ withheldFrom: ['IDN'] }), []],
    ['anybody, once it is retired', official('IDN', 'training_focal_point'), course({ state: 'retired' }), ['read']],
    ['others, while it is a draft', official('IDN', 'course_officer', 'course_author'), course({ state: 'draft', readers: [] }), []],
    ['a colleague of its author', official('AUS', 'reader'), course({ state: 'draft', readers: [] }), ['read']],
    ['an author of the originator', official('AUS', 'course_author'), course({ state: 'draft', readers: [] }), ['read', 'create', 'edit', 'submit', 'discard']],
    ['a course officer of the originator', official('AUS', 'course_officer'), course({ state: 'draft', readers: [] }), ['read', 'publish', 'mark', 'retire', 'audience']],
    ['an author and officer of another party', official('IDN', 'course_author', 'course_officer'), course({}), ['read', 'enrol']],
    ['a suspended party', actorOf({ userId: person }), course({ readers: ['public', 'community'] }), []],
  ])('%s', (_who, actor, row, granted) => expect(may(actor, row)).toEqual(granted));

  it('leaves programs nothing but reading', () => expect(coursePolicy.programs).toEqual(['read']));
});
