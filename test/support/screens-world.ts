import { readFileSync } from 'node:fs';
import { under } from '../../deploy/launcher/paths.js';
import { configuration } from './federated.js';
import { plantCohort, plantNominee, plantStaff } from './cohorts.js';
import { plantCompletion, plantExam } from './completions.js';
import { confirmFocalPoint, plantCourse } from './courses.js';
import { bank, judgedBank, judgedSections, plantEnrolment, plantExam as plantQuestions, sitJudged } from './examination.js';
import { letter, nominee, plantFocalPoint } from './nominee.js';
import { marking, type Official } from './official.js';
import type { Portal } from './portal.js';

const names = [
  'document', 'draft', 'speaker', 'enrolment', 'serial', 'former', 'course', 'study', 'cohort', 'led', 'held', 'sat', 'sitting',
  'attempt', 'closed', 'marking', 'essay', 'draftCourse', 'draftLesson', 'draftTest', 'bank', 'question', 'mark',
] as const;
/** What the addresses of screens name; `mark` is the code of a watermark that was given. */
export type Ids = Record<(typeof names)[number], string>;
/** Each of them with the same value. */
export const allIds = (value: string): Ids => Object.fromEntries(names.map((name) => [name, value])) as Ids;

export type People = Record<'officer' | 'reader' | 'clerk' | 'stranger', Official>;

/** A portal in which every screen has something to show, and who looks at it. */
export async function arrangeScreens(portal: Portal): Promise<{ people: People; ids: Ids }> {
  const ids = allIds('');
  const people = { officer: await portal.official('AUS', 'document_officer', 'focal_point', 'course_officer', 'training_coordinator'), reader: await portal.official('MYS', 'reader', 'course_author', 'course_officer'), clerk: await portal.official('SECRETARIAT', 'secretariat_officer'), stranger: portal.stranger };
  const { officer, reader } = people;
  const details = { gradingScheme: '4x4', sourceGrade: 'B', informationGrade: 2, handlingCode: 'H1' };
  ({ id: ids.document } = await officer.released(marking('amber', ['IDN', 'AHG'], { withheldFrom: ['NZL'], handlingCaveats: ['H1', 'no_use_in_proceedings'] }), { title: 'Boats at the northern cape', kind: 'intelligence_report', details, subjects: ['sea_routes'] }));
  for (const title of ['Altered visas', 'تنبيه: تأشيرات مزورة', 'หนังสือเดินทาง']) await officer.released(marking('green'), { title });
  ({ id: ids.draft } = await officer.draft({ title: 'A draft' }));
  await officer.upload(ids.draft, 'words', 'draft.txt');
  await officer.patch(`/documents/${ids.draft}`, { proposedMarking: marking('amber', ['IDN']) }, 1);
  const { clerk } = people;
  const basis = { basis: 'Letter to the co-chairs', document: 'Note 7 of the ministry', documentDate: '2026-01-12' };
  await clerk.post('/parties', { kind: 'organisation', code: 'XORG', name: 'Organisation X' });
  const { id: file } = (await clerk.post('/accessions', { party: 'XORG', body: 'FORUM', membership: 'member' })).body as { id: string };
  await clerk.post(`/accessions/${file}/steps`, { step: 'applied', day: '2026-01-15', ...basis });
  await clerk.post('/parties/XORG/memberships', { body: 'FORUM', membership: 'observer', from: '2026-02-01', reason: 'Entered after the meeting.', ...basis });
  await clerk.post('/parties/XORG/standing-changes', { standing: 'suspended', reason: 'Agreed by all members in writing.', ...basis });
  const other = await portal.official('SECRETARIAT', 'secretariat_officer');
  await clerk.post('/parties', { kind: 'organisation', code: 'YORG', name: 'Organisation Y' });
  const { id: change } = (await other.post('/parties/YORG/standing-changes', { standing: 'former', reason: 'It was dissolved.', ...basis })).body as { id: string };
  await clerk.put(`/standing-changes/${change}/decision`, { decision: 'approve' });
  await officer.put('/parties/AUS/names/ar', { name: 'أستراليا' });
  await officer.put('/identity-provider', configuration({ issuer: 'https://login.example.org', clientId: 'focalpoint', clientSecret: 'kept and never shown again' }));
  const questions = await plantQuestions(portal, 'AUS', { review: 'after_close', sections: [{ title: 'Everything', draw: 8, tags: ['exam'] }] });
  ids.sat = questions.id;
  ids.sitting = await plantEnrolment(portal, questions, reader);
  const examined = async () => ((await reader.post(`/enrolments/${ids.sitting}/attempts`, { lesson: 'exam' })).body as { id: string }).id;
  ids.closed = await examined();
  await reader.put(`/attempts/${ids.closed}/submission`, {});
  ids.attempt = await examined();
  ids.speaker = await plantFocalPoint(portal, officer, { name: 'Kim Tran', agency: 'Border operations', due_on: new Date(Date.now() + 20 * 86_400_000) });
  await plantFocalPoint(portal, officer, { name: 'Jo Ward', rank: 'alternate', area: 'document_fraud', languages: ['en', 'vi'], time_zone: 'Australia/Perth' });
  await plantFocalPoint(portal, reader, { name: 'سارة رهايو', languages: ['id', 'en'], due_on: '2026-11-01', office_days: [1, 2, 3, 4, 5, 6, 7], opens: '00:00', closes: '24:00' });
  await officer.put(`/focal-points/${ids.speaker}/contact`, { items: [{ kind: 'phone', value: '+61 2 5550 0142', shownTo: 'members' }, { kind: 'post', value: 'Example Street 8\nSydney', shownTo: 'nobody' }] });
  await officer.put('/parties/AUS/mailbox', { address: 'duty@aus.example.org' });
  await officer.post('/nominations', nominee({ name: 'Letter Missing' }));
  const { id: nomination } = (await officer.post('/nominations', nominee({ name: 'Novi Lestari' }))).body as { id: string };
  await officer.call('put', `/nominations/${nomination}/letter?fileName=letter.pdf`).set('Content-Type', 'application/octet-stream').send(letter as never);
  await people.clerk.post(`/nominations/${nomination}/messages`, { text: 'Which unit is it?' });
  await certified(portal, officer, ids);
  await leavers(portal, officer, ids);
  await held(portal, officer, reader, ids);
  await judged(portal, officer, reader, ids);
  Object.assign(ids, await courses(portal, officer, reader));
  await staff(portal, officer);
  await portal.settled();
  await reader.open(ids.document);
  await reader.get(`/documents/${ids.document}/versions/1/file`);
  await reader.get(`/documents/${ids.document}/versions/1/pages`);
  ids.mark = (await portal.owner.query<{ code: string }>('SELECT code FROM app.openings WHERE document_id = $1', [ids.document])).rows[0]?.code ?? '';
  await reader.post(`/documents/${ids.document}/requests`, { purpose: 'A joint operation', reason: 'New Zealand takes part.', recipients: ['NZL'], until: '2027-03-31' });
  return { people, ids };
}

/** A course held by a centre, with seats for two parties and one nominee who was agreed to. */
async function held(portal: Portal, officer: Official, nominee: Official, ids: { cohort: string; led: string; held: string }): Promise<void> {
  const course = await plantCourse(portal, { originator: 'AUS', title: 'Interviewing, five days in Semarang', entry: 'nomination' });
  ids.led = course.id;
  ids.cohort = await plantCohort(portal, course, 'AUS', 'AUS', 20, { AUS: [2, 4], MYS: [1, 3] });
  await plantNominee(portal, nominee, course, ids.cohort);
  await plantNominee(portal, officer, course, ids.cohort);
  const [one, two] = [await plantNominee(portal, await portal.official('MYS'), course, ids.cohort), await plantNominee(portal, await portal.official('MYS'), course, ids.cohort)];
  await portal.owner.query(`UPDATE app.enrolments SET state = 'active' WHERE id = ANY ($1)`, [[one, two]]);
  const { rows } = await portal.owner.query<{ id: string }>(
    `INSERT INTO app.classes (cohort_id, title, place, starts_at, ends_at, zone) VALUES ($1, 'The chip and its keys, hands on', 'Room 2', now() - interval '3 hours', now() - interval '1 hour', 'Asia/Jakarta') RETURNING id`, [ids.cohort]);
  ids.held = rows[0]?.id ?? '';
  const announced = { topic: 'interviewing', audience: 'first_line', region: 'pacific', startsOn: '2027-03-01', endsOn: '2027-03-05' };
  await officer.post('/training-activities', { ...announced, title: 'Interviewing at the border', place: 'Semarang' });
  await officer.post('/training-activities', { ...announced, title: 'Interviewing once more', region: 'global' });
  await officer.post('/training-needs', { topic: 'biometrics', audience: 'trainers', region: 'pacific', priority: 'high', people: 12, note: 'Two islands have nobody who can teach it.' });
  await portal.owner.query(`INSERT INTO app.attendance (class_id, enrolment_id, n, minutes, reason, noted_by) VALUES ($1, $2, 1, 60, NULL, $3), ($1, $2, 2, 90, 'Came back after lunch', $3)`, [ids.held, one, officer.id]);
}

/** An examination that waits for the officer's marks, another that is being sat. */
async function judged(portal: Portal, assessor: Official, trainee: Official, ids: { marking: string; essay: string }): Promise<void> {
  const begin = async () => {
    const course = await plantQuestions(portal, 'AUS', { sections: judgedSections }, [...bank, ...judgedBank]);
    const cohort = await plantCohort(portal, course, 'AUS', 'AUS', 20, { AUS: [2, 4] });
    await plantStaff(portal, cohort, assessor, 'assessor');
    return plantEnrolment(portal, course, trainee, cohort);
  };
  ids.marking = await sitJudged(portal, trainee, await begin(), 'At 09:40 I received a passport of Utopia. The hologram did not change when tilted.');
  ids.essay = ((await trainee.post(`/enrolments/${await begin()}/attempts`, { lesson: 'exam' })).body as { id: string }).id;
}

/** A certificate in two scripts, and a course completed for which none was asked. */
async function certified(portal: Portal, holder: Official, ids: { enrolment: string; serial: string }): Promise<void> {
  const complete = async (title: string) => {
    const course = await plantCourse(portal, { originator: 'AUS', title });
    return plantCompletion(portal, holder, course, await plantExam(portal, course));
  };
  const answer = await holder.post(`/enrolments/${await complete('Travel Document Examination')}/certificate`, { name: holder.name.replaceAll(/\d/g, ''), localName: 'ကြည်မြင့်' });
  ids.serial = (answer.body as { printed: { serial: string } }).printed.serial;
  ids.enrolment = await complete('Interviewing at the border');
}

/** Two who left: one is forgotten, and held a certificate. */
async function leavers(portal: Portal, keeper: Official, ids: { former: string }): Promise<void> {
  const [former, left] = [await portal.official('AUS', 'trainee'), await portal.official('AUS', 'reader')];
  const course = await plantCourse(portal, { originator: 'AUS', title: 'Handling documents' });
  const enrolment = await plantCompletion(portal, former, course, await plantExam(portal, course));
  ids.former = ((await former.post(`/enrolments/${enrolment}/certificate`, { name: 'Official Kyi Myint' })).body as { printed: { serial: string } }).printed.serial;
  const { rows } = await portal.owner.query<{ id: string; user_id: string }>('SELECT id, user_id FROM app.delegations WHERE user_id IN ($1, $2)', [former.id, left.id]);
  for (const { id } of rows) await keeper.call('delete', `/people/${id}`).send({ reason: 'Left the directorate.' });
  await keeper.put(`/people/${rows.find((row) => row.user_id === former.id)?.id}/forgetting`, { reason: 'Asked for it in writing.' });
}

/** People of every standing for a focal point to look after: one invited, one suspended, two to be confirmed, one who lost the passkey. */
async function staff(portal: Portal, keeper: Official): Promise<void> {
  const { party } = keeper;
  const [, trainer, left] = [await portal.official(party, 'reader', 'document_officer'), await portal.official(party, 'trainer'), await portal.official(party, 'reader')];
  await keeper.post('/people', { name: 'علياء المنصوري', email: 'alia@aus.example.org', locale: 'ar', roles: ['reader', 'trainee'] });
  const delegation = async (one?: Official) => (await portal.owner.query<{ id: string }>('SELECT id FROM app.delegations WHERE user_id = $1', [one?.id])).rows[0]?.id;
  await keeper.put(`/people/${await delegation(left)}/suspension`, { reason: 'On leave until the summer.' });
  await keeper.post(`/people/${await delegation(trainer)}/resets`, { reason: 'The telephone was stolen on a mission; she called from the office line.' });
  await portal.owner.query('INSERT INTO app.people_reviews (party, due, opened_at) VALUES ($1, current_date + 12, now())', [party]);
}

/** A course under way with every kind of block, one that people are sent to, and somebody who asks to be. */
async function courses(portal: Portal, keeper: Official, trainee: Official): Promise<{ course: string; study: string; draftCourse: string; draftLesson: string; draftTest: string; bank: string; question: string }> {
  const film = await filmed(portal);
  const begun = await plantCourse(portal, { originator: 'MYS', title: 'Reading the zone', lessons: { zone: everyBlock, print: '## Only\n\nWords.', film: withFilm(film), imported: '## What it is\n\nA course made elsewhere.' } });
  await portal.owner.query('UPDATE app.courses SET offline = true WHERE id = $1', [begun.id]);
  await portal.owner.query(`UPDATE app.lessons SET kind = 'package' WHERE id = $1`, [begun.lessons.imported]);
  const { id: study } = (await trainee.post(`/courses/${begun.id}/enrolments`, {})).body as { id: string };
  const { id: course } = await plantCourse(portal, { originator: 'MYS', title: 'فحص وثائق السفر', entry: 'nomination' });
  await confirmFocalPoint(portal, keeper.id, keeper.party, 'training');
  await (await portal.official(keeper.party)).post(`/courses/${course}/enrolments`, { motive: 'I begin at the airport in May.' });
  const draft = await plantCourse(portal, { originator: trainee.party, title: 'A course being written', state: 'draft', lessons: { zone: everyBlock, print: '## Only\n\nWords.', exam: 'The rules.' } });
  await portal.owner.query(`UPDATE app.lessons SET kind = 'quiz' WHERE id = $1`, [draft.lessons.exam]);
  const { id: bank } = (await trainee.put(`/courses/${draft.id}/bank`, {})).body as { id: string };
  const { id: question } = (await trainee.post(`/banks/${bank}/items`, { question: { code: 'M1-001', type: 'choice', tags: ['m1', 'exam'], critical: true, stem: 'Which of **these** dates cannot be?', options: [{ text: '30 February', right: true, because: 'No year has it.' }, { text: '1 March' }], translations: { ar: { stem: 'أيّ **تاريخ** لا يمكن أن يكون؟', options: [{ text: '30 فبراير', because: 'لا وجود له.' }, { text: '1 مارس' }] } } } })).body as { id: string };
  await trainee.post(`/banks/${bank}/items`, { question: { code: 'M1-002', type: 'short_text', tags: ['m1'], stem: 'ما هي الدولة المصدرة؟', accept: ['Utopia'] } });
  const sheet = await (await portal.official('MYS', 'document_officer')).released(marking('green'), { title: 'Exercise sheet: altered zones', kind: 'training_material' });
  await portal.settled();
  for (const [one, lesson] of [[begun.id, 'zone'], [draft.id, 'zone'], [course, undefined]]) await trainee.post(`/courses/${one}/materials`, { documentId: sheet.id, forWhom: 'trainees', lesson });
  for (const one of [begun.id, draft.id]) await trainee.post(`/courses/${one}/materials`, { documentId: film, forWhom: 'trainees', lesson: 'zone' });
  return { course, study, draftCourse: draft.id, draftLesson: draft.lessons.zone ?? '', draftTest: draft.lessons.exam ?? '', bank, question };
}

/** A film that goes with a course. */
async function filmed(portal: Portal): Promise<string> {
  const officer = await portal.official('MYS', 'document_officer');
  const { id } = await officer.draft({ title: 'Tilting the data page', kind: 'training_material' });
  await officer.upload(id, readFileSync(under('test', 'support', 'specimens', 'film.webm')), 'film.webm');
  await portal.settled();
  await officer.release(id, marking('green'));
  return id;
}
const withFilm = (document: string) => `Look.

\`\`\`video
title: Tilting the data page
144p: ${document}
poster: specimen:td3-genuine/tilt
captions: ar
WEBVTT

00:00.000 --> 00:03.000
أمسك الصفحة مسطّحة.

transcript:
The figure changes its colour.
\`\`\`
`;

const everyBlock = `Before the first step.

## Every block

A paragraph with **strong**, *stressed*, \`P<UTO\` and [another lesson](lesson:print).

### Within

1. first
2. second
   - inner

| Characters | Value |
| --- | --- |
| A to Z | 10 to 35 |

> [!WARNING]
> Refer, do not accuse.

> Said by somebody.

\`\`\`
P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<
L898902C36UTO7408122F1204159ZE184226B<<<<<10
\`\`\`
`;
