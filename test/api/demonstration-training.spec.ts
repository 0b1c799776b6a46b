import { demoOfficials } from '../../src/demo/people.js';
import { demoTrainees, enterTraining } from '../../src/demo/training.js';
import { Accounts } from '../../src/identity/index.js';
import { systemActor, type Actor } from '../../src/kernel/access/index.js';
import { Parties } from '../../src/members/index.js';
import { Portal } from '../support/portal.js';

describe('learning in the demonstration', () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await Portal.start();
    const people = new Map<string, Actor>();
    for (const { email, name, locale, party, roles, persona } of demoOfficials.filter((one) => demoTrainees.some((trainee) => [trainee.email, trainee.sentBy].includes(one.email)))) {
      const id = await portal.app.get(Accounts).create({ email, name, locale, delegations: [{ party, roles }], isDemo: true, persona });
      const facts = await portal.db.read(systemActor('operator'), () => portal.app.get(Parties).facts());
      people.set(email, facts.flatMap(({ officials }) => officials).find((one) => one.id === id)?.as as Actor);
    }
    await enterTraining(portal.app, (email) => people.get(email) as Actor);
  });
  afterAll(() => portal.stop());

  it('has people as far as each has come', async () => {
    const { rows } = await portal.owner.query<{ email: string; state: string; done: string; step: number | null }>(
      `SELECT u.email, e.state, count(p.lesson_id) FILTER (WHERE p.done_at IS NOT NULL) AS done, max(p.step) FILTER (WHERE p.done_at IS NULL) AS step
         FROM app.enrolments e JOIN app.users u ON u.id = e.user_id LEFT JOIN app.lesson_progress p ON p.enrolment_id = e.id GROUP BY 1, 2`);
    const state = ({ waits, withdrawn, examined }: (typeof demoTrainees)[number]) => (waits ? 'offered' : withdrawn ? 'withdrawn' : examined ? 'completed' : 'active');
    expect(Object.fromEntries(rows.map((row) => [row.email, [row.state, Number(row.done), row.step]]))).toEqual(
      Object.fromEntries(demoTrainees.map((trainee) => [trainee.email, [state(trainee), (trainee.read ?? 0) + (trainee.examined ? 10 : 0), trainee.step ?? null]])));
    expect(new Set(rows.map((row) => row.state))).toEqual(new Set(['active', 'offered', 'withdrawn', 'completed']));
  });

  it('has people to write, publish and coordinate, and somebody who speaks on training', () => {
    const held = demoOfficials.flatMap(({ roles }) => roles);
    for (const role of ['trainee', 'course_author', 'course_officer', 'training_coordinator'] as const) expect([role, held.includes(role)]).toEqual([role, true]);
  });
});
