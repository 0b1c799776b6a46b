import { freePort } from '../../deploy/launcher/port.js';
import { plantCohort } from '../support/cohorts.js';
import { confirmFocalPoint, plantCourse, type PlantedCourse } from '../support/courses.js';
import type { Official } from '../support/official.js';
import { Portal } from '../support/portal.js';
import { PostOffice } from '../support/post-office.js';

describe('letters about training', () => {
  let portal: Portal;
  let post: PostOffice;
  let course: PlantedCourse;
  let focal: Official;
  beforeAll(async () => {
    post = new PostOffice(await freePort());
    portal = await Portal.start({ jobs: true, env: { FOCALPOINT_SMTP_URL: `smtp://127.0.0.1:${post.port}` } });
    focal = await portal.official('IDN');
    await confirmFocalPoint(portal, focal.id, 'IDN', 'training');
    course = await plantCourse(portal, { originator: 'AUS', entry: 'nomination', title: 'Looking at passports' });
    await post.open();
  });
  afterAll(async () => { await portal.stop(); await post.close(); });
  beforeEach(async () => { await portal.settled(); post.received.length = 0; });

  const to = async ({ id }: Official) => {
    await portal.settled();
    const { rows: [row] } = await portal.owner.query<{ email: string }>('SELECT email FROM app.users WHERE id = $1', [id]);
    return post.to(row?.email ?? '').map(({ subject, text }) => ({ subject, text }));
  };
  /** Lets the time pass that letters are gathered in. */
  const gathered = async () => {
    await portal.settled();
    await portal.owner.query(`UPDATE graphile_worker._private_jobs SET run_at = now() WHERE locked_at IS NULL; NOTIFY "jobs:insert", '{"r":"test","count":1}'`);
  };
  const asks = async () => {
    const trainee = await portal.official('IDN');
    const { body } = await trainee.post(`/courses/${course.id}/enrolments`, {});
    return { trainee, id: (body as { id: string }).id };
  };

  it('tell the focal point for training of the trainee\'s own party that somebody asks, and nobody else', async () => {
    const colleague = await portal.official('IDN', 'focal_point');
    const other = await portal.official('THA');
    await confirmFocalPoint(portal, other.id, 'THA', 'training');
    const { trainee } = await asks();
    expect(await to(focal)).toEqual([{ subject: 'Focalpoint: Somebody asks to take a course', text: expect.stringContaining('/learning/nominees\r\n') }]);
    for (const one of [trainee, colleague, other]) expect(await to(one)).toEqual([]);
    expect(JSON.stringify(post.received)).not.toContain('passports');
  });

  it('tell the trainee what was decided, in their own language, and nothing of what they do themselves', async () => {
    const approved = await asks();
    const refused = await asks();
    await portal.owner.query(`UPDATE app.users SET locale = 'ar' WHERE id = $1`, [refused.trainee.id]);
    await focal.put(`/enrolments/${approved.id}/approval`, {});
    await focal.put(`/enrolments/${refused.id}/refusal`, { reason: 'Next year.' });
    expect((await to(approved.trainee)).map(({ subject }) => subject)).toEqual(['Focalpoint: A place on a course is yours']);
    expect((await to(refused.trainee)).map(({ subject }) => subject)).toEqual(['Focalpoint: رُفض طلبك للالتحاق بدورة']);
    post.received.length = 0;
    await approved.trainee.put(`/enrolments/${approved.id}/acceptance`, {});
    await approved.trainee.put(`/enrolments/${approved.id}/withdrawal`, {});
    for (const one of [approved.trainee, focal]) expect(await to(one)).toEqual([]);
  });

  it('tell whoever is sent that a place is theirs', async () => {
    const trainee = await portal.official('IDN');
    expect((await focal.post(`/courses/${course.id}/enrolments`, { userId: trainee.id })).body).toMatchObject({ state: 'offered' });
    expect((await to(trainee)).map(({ subject }) => subject)).toEqual(['Focalpoint: A place on a course is yours']);
  });

  it('tell the centre that a place waits for its word, the trainee at each step, and the focal point of a seat that went', async () => {
    const coordinator = await portal.official('NZL', 'training_coordinator');
    const strange = await portal.official('THA', 'training_coordinator');
    const trainee = await portal.official('IDN');
    const [cohort, other] = [await plantCohort(portal, course, 'AUS', 'NZL', 5, { IDN: [2, 2] }), await plantCohort(portal, course, 'AUS', 'NZL', 5, { IDN: [2, 2] })];
    await portal.owner.query('UPDATE app.cohorts SET confirms = true WHERE id = $1', [cohort]);
    const { id } = (await focal.post(`/courses/${course.id}/enrolments`, { userId: trainee.id, cohortId: cohort })).body as { id: string };
    await gathered();
    expect((await to(coordinator)).map(({ subject }) => subject)).toEqual(['Focalpoint: Places in a cohort of your centre wait for your word']);
    expect((await to(trainee)).map(({ subject }) => subject)).toEqual(['Focalpoint: Your focal point agreed that you take a course']);
    expect(await to(strange)).toEqual([]);
    post.received.length = 0;
    await coordinator.put(`/enrolments/${id}/confirmation`, {});
    expect((await to(trainee)).map(({ subject }) => subject)).toEqual(['Focalpoint: A place on a course is yours']);
    post.received.length = 0;
    await trainee.put(`/enrolments/${id}/acceptance`, {});
    await focal.put(`/enrolments/${id}/transfer`, { cohortId: other });
    expect((await to(trainee)).map(({ subject }) => subject)).toEqual(['Focalpoint: You were moved to other dates of a course']);
    expect(await to(focal)).toEqual([]);
    post.received.length = 0;
    await trainee.put(`/enrolments/${id}/withdrawal`, {});
    expect((await to(focal)).map(({ subject }) => subject)).toEqual(['Focalpoint: Somebody of your party no longer has a place in a cohort']);
    expect([await to(trainee), await to(coordinator)]).toEqual([[], []]);
  });

  it('tell a centre once of all the places that came to wait in a cohort, with how many and with no name', async () => {
    const [coordinator, arabic] = [await portal.official('NZL', 'training_coordinator'), await portal.official('NZL', 'training_coordinator')];
    await portal.owner.query(`UPDATE app.users SET locale = 'ar' WHERE id = $1`, [arabic.id]);
    const [cohort, other] = [await plantCohort(portal, course, 'AUS', 'NZL', 20, { IDN: [10, 20] }), await plantCohort(portal, course, 'AUS', 'NZL', 20, { IDN: [10, 20] })];
    await portal.owner.query('UPDATE app.cohorts SET confirms = true WHERE id = ANY ($1::uuid[])', [[cohort, other]]);
    const sent: { trainee: Official; id: string }[] = [];
    for (const cohortId of [cohort, cohort, cohort, cohort, cohort, other]) {
      const trainee = await portal.official('IDN');
      sent.push({ trainee, id: ((await focal.post(`/courses/${course.id}/enrolments`, { userId: trainee.id, cohortId })).body as { id: string }).id });
    }
    // Nothing yet: what else comes meanwhile goes with it.
    expect(await to(coordinator)).toEqual([]);
    await coordinator.put(`/enrolments/${sent[0]?.id}/confirmation`, {});
    await gathered();
    const letters = await to(coordinator);
    expect(letters.map(({ text }) => /wait: (\d+)\./.exec(text)?.[1]).sort()).toEqual(['1', '4']);
    expect(letters.map(({ text }) => [cohort, other].filter((id) => text.includes(`/cohorts/${id}\r\n`)))).toHaveLength(2);
    for (const { trainee } of sent) expect(JSON.stringify(letters)).not.toContain(trainee.name);
    expect(JSON.stringify(letters)).not.toContain('passports');
    expect((await to(arabic)).map(({ text }) => /تنتظر: \u2068?(\d+)/.exec(text)?.[1]).sort()).toEqual(['1', '4']);
  });

  it('tell a centre nothing when its word was given before the letter went, nor whoever does not speak for it any more', async () => {
    const [coordinator, left] = [await portal.official('NZL', 'training_coordinator'), await portal.official('NZL', 'training_coordinator')];
    const [cohort, trainee] = [await plantCohort(portal, course, 'AUS', 'NZL', 5, { IDN: [2, 2] }), await portal.official('IDN')];
    await portal.owner.query('UPDATE app.cohorts SET confirms = true WHERE id = $1', [cohort]);
    const { id } = (await focal.post(`/courses/${course.id}/enrolments`, { userId: trainee.id, cohortId: cohort })).body as { id: string };
    await portal.settled();
    await portal.owner.query(`UPDATE app.delegations SET roles = '{reader}' WHERE user_id = $1`, [left.id]);
    await gathered();
    expect([(await to(coordinator)).length, (await to(left)).length]).toEqual([1, 0]);
    post.received.length = 0;
    const next = await portal.official('IDN');
    const { id: second } = (await focal.post(`/courses/${course.id}/enrolments`, { userId: next.id, cohortId: cohort })).body as { id: string };
    for (const one of [id, second]) await coordinator.put(`/enrolments/${one}/confirmation`, {});
    await gathered();
    expect(await to(coordinator)).toEqual([]);
  });

  it('are not sent any more once it was decided', async () => {
    await post.close();
    const { id } = await asks();
    // The first try has found nobody, and the next is some time off.
    await portal.settled();
    await focal.put(`/enrolments/${id}/approval`, {});
    await post.open();
    await portal.owner.query(`UPDATE graphile_worker._private_jobs SET run_at = now() WHERE locked_at IS NULL; NOTIFY "jobs:insert", '{"r":"test","count":1}'`);
    expect((await to(focal)).map(({ subject }) => subject)).toEqual([]);
  });
});
