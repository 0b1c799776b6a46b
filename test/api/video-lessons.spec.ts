import { readFileSync } from 'node:fs';
import { under } from '../../deploy/launcher/paths.js';
import { plantCourse, type PlantedCourse } from '../support/courses.js';
import { marking, type MarkingInput, type Official } from '../support/official.js';
import { Portal } from '../support/portal.js';

const specimen = (name: string) => readFileSync(under('test', 'support', 'specimens', name));
const film = specimen('film.webm');
const facts = /PERSON NAME|CameraMaker/;

describe('videos in lessons', () => {
  let portal: Portal;
  let course: PlantedCourse;
  let author: Official;
  let officer: Official;
  let courseOfficer: Official;
  let trainee: Official;
  beforeAll(async () => {
    portal = await Portal.start({ jobs: true });
    [author, officer, courseOfficer, trainee] = [await portal.official('AUS', 'course_author'), await portal.official('AUS', 'document_officer'), await portal.official('AUS', 'course_officer'), await portal.official('IDN')];
    course = await plantCourse(portal, { originator: 'AUS', tlp: 'amber', releasableTo: ['IDN', 'NZL'] });
  });
  afterAll(() => portal.stop());

  const kept = async (input: MarkingInput | null, fileName = 'film.webm', content: Buffer | string = film) => {
    const document = await officer.draft({ title: 'Tilting the page', kind: 'training_material' });
    expect((await officer.upload(document.id, content, fileName)).status).toBe(201);
    await portal.settled();
    if (input) expect((await officer.release(document.id, input)).status).toBe(200);
    return document.id;
  };
  const toTrainees = marking('amber', ['IDN', 'NZL']);
  const attach = async (documentId: string, to = course.id) => expect((await author.post(`/courses/${to}/materials`, { documentId, forWhom: 'trainees' })).status).toBe(201);
  const play = (who: Official, id: string, range = 'bytes=0-', version = 1) => who.get(`/documents/${id}/versions/${version}/playback`).set('Range', range).buffer(true).parse((response, done) => {
    const parts: Buffer[] = [];
    response.on('data', (part: Buffer) => parts.push(part));
    response.on('end', () => done(null, Buffer.concat(parts)));
  });
  const written = (files: string, sound = 'captions: en\nWEBVTT\n\n00:00.000 --> 00:02.000\nHold it flat.\n') => `Look.\n\n\`\`\`video\ntitle: Tilting\n${files}\n${sound}transcript:\nThe page lies flat.\n\`\`\`\n`;
  const events = async (id: string, name: string) => (await portal.owner.query<{ actor: string; detail: object }>('SELECT actor, detail FROM app.events WHERE subject_id = $1 AND name = $2', [id, name])).rows;

  it('SR-71: play by single ranges, as what they are, without what they say of their maker; within an hour they are one reading', async () => {
    const id = await kept(toTrainees);
    const answer = await play(trainee, id);
    expect([answer.status, answer.headers['content-type'], answer.headers['content-range'], answer.headers['accept-ranges'], answer.headers['x-content-type-options'], answer.headers['cache-control']])
      .toEqual([206, 'video/webm', `bytes 0-${film.length - 1}/${film.length}`, 'bytes', 'nosniff', 'private, no-store']);
    const whole = answer.body as Buffer;
    expect([whole.length, facts.test(whole.toString('latin1'))]).toEqual([film.length, false]);
    for (const [first, last] of [[0, 0], [100, 4_095], [9_000, film.length - 1]] as const) {
      const part = await play(trainee, id, `bytes=${first}-${last}`);
      expect([part.status, part.headers.etag, (part.body as Buffer).equals(whole.subarray(first, last + 1))]).toEqual([206, answer.headers.etag, true]);
    }
    expect((await play(trainee, id, `bytes=${film.length}-`)).status).toBe(416);
    expect(await events(id, 'document.played')).toEqual([{ actor: trainee.id, detail: expect.objectContaining({ number: 1, tlp: 'amber' }) }]);
    expect((await events(id, 'document.played'))[0]?.detail).not.toHaveProperty('code');
    expect(await events(id, 'document.downloaded')).toEqual([]);
    await play(await portal.official('NZL'), id);
    expect(await events(id, 'document.played')).toHaveLength(2);
    expect((await officer.get(`/documents/${id}/readings`)).body).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ verb: 'played', name: trainee.name, party: 'IDN', code: null })]) });
  });

  it('count as one file that somebody took, however many ranges a player asks for', async () => {
    const reader = await portal.official('NZL');
    const ids = [await kept(toTrainees), await kept(toTrainees)];
    for (const id of [...ids, ...ids, ...ids]) expect((await play(reader, id)).status).toBe(206);
    expect((await portal.owner.query('SELECT FROM app.takings WHERE user_id = $1', [reader.id])).rowCount).toBe(2);
  });

  it('are played to nobody whom their marking does not reach, nor once they are recalled; what is no film is no film', async () => {
    const id = await kept(toTrainees);
    for (const who of [await portal.official('MYS'), await portal.official('SECRETARIAT', 'administrator')]) {
      const [hidden, unknown] = [await play(who, id), await play(who, '00000000-0000-4000-8000-000000000000')];
      expect([hidden.status, hidden.headers['content-length']]).toEqual([404, unknown.headers['content-length']]);
    }
    expect((await portal.stranger.get(`/documents/${id}/versions/1/playback`)).status).toBe(401);
    expect((await play(trainee, id, 'bytes=0-9', 2)).status).toBe(404);
    expect((await play(trainee, id)).status).toBe(206);
    const { rowVersion } = await officer.open(id);
    expect((await officer.put(`/documents/${id}/recall`, { reason: 'It shows a face.' }, rowVersion)).status).toBe(200);
    expect((await play(trainee, id)).status).toBe(404);
    const text = await kept(toTrainees, 'words.txt', 'No film.');
    expect(await trainee.get(`/documents/${text}/versions/1/playback`)).toMatchObject({ status: 422, body: { type: '/problems/not-playable' } });
  });

  it('SR-70: leave nobody but their maker where every copy has to say whose it is', async () => {
    const only = await kept(marking('amber', ['IDN', 'NZL'], { handlingCaveats: ['view_only'] }));
    expect((await play(trainee, only)).status).toBe(403);
    const strict = await kept(marking('amber+strict', ['IDN', 'NZL']));
    expect(await trainee.get(`/documents/${strict}/versions/1/playback`)).toMatchObject({ status: 409, body: { type: '/problems/cannot-be-marked', detail: expect.stringContaining('A film carries none') } });
    expect((await play(officer, strict)).status).toBe(206);
    expect(await events(strict, 'document.played')).toHaveLength(1);
  });

  it('are named in the text, told faults by the line, and come to trainees as they were written', async () => {
    const id = await kept(toTrainees);
    const faulty = await author.post('/text-previews', { body: '```video\ntitle: x\n144p: nowhere\n```' });
    expect((faulty.body as { faults: object[] }).faults).toEqual([{ line: 3, message: expect.stringContaining('needs its transcript') }, { line: 3, message: expect.stringContaining('“144p” names a document') }]);
    const one = await plantCourse(portal, { originator: 'AUS', tlp: 'amber', releasableTo: ['IDN', 'NZL'], lessons: { tilt: written(`144p: ${id}`) } });
    await attach(id, one.id);
    const { id: enrolment } = (await trainee.post(`/courses/${one.id}/enrolments`, {})).body as { id: string };
    const lesson = (await trainee.get(`/enrolments/${enrolment}/lessons/tilt`)).body as { steps: { blocks: object[] }[]; bytes: number };
    expect(lesson.steps[0]?.blocks[1]).toEqual({
      type: 'video', title: 'Tilting', files: [{ quality: '144p', document: id }], captions: [{ language: 'en', cues: [{ start: 0, end: 2_000, text: 'Hold it flat.' }] }],
      transcript: [{ type: 'paragraph', text: [{ text: 'The page lies flat.' }] }],
    });
    // A film is not counted in what a lesson weighs: nobody is sent it unasked.
    expect(lesson.bytes).toBeLessThan(1_000);
    const { items } = (await trainee.get(`/courses/${one.id}/materials`)).body as { items: { document: { id: string; files: { bytes: number; mediaType: string }[] } }[] };
    expect(items.map(({ document }) => document)).toEqual([expect.objectContaining({ id, files: [expect.objectContaining({ mediaType: 'video/webm', bytes: film.length })] })]);
  });

  it('keep a version from being handed in, and from being published, that trainees could not see', async () => {
    const draft = await plantCourse(portal, { originator: 'AUS', state: 'draft', tlp: 'amber', releasableTo: ['IDN', 'NZL'], lessons: { tilt: 'Nothing yet.' } });
    const circle = ((await author.get(`/courses/${draft.id}/materials`)).body as { trainersCircle: string }).trainersCircle;
    const write = async (body: string) => {
      const { rowVersion } = (await author.get(`/lessons/${draft.lessons.tilt}/texts/en`)).body as { rowVersion: number };
      expect((await author.put(`/lessons/${draft.lessons.tilt}/texts/en`, { title: 'Tilt', body, checked: true }, rowVersion)).status).toBe(200);
    };
    const handIn = async () => {
      const { rowVersion } = (await author.get(`/course-versions/${draft.version}`)).body as { rowVersion: number };
      return author.put(`/course-versions/${draft.version}/review`, { note: '' }, rowVersion);
    };
    const refusal = async () => ((await handIn()).body as { errors: { message: string }[] }).errors.map(({ message }) => message);
    const [good, sound, text, trainers, strict] = [await kept(toTrainees), await kept(toTrainees, 'sound.weba', specimen('sound.weba')), await kept(toTrainees, 'words.txt', 'words'), await kept(marking('amber', [circle])), await kept(marking('amber+strict', ['IDN']))];
    await write(written(`144p: ${good}`));
    expect(await refusal()).toEqual(['“On the tilt” (en), 144p of “Tilting”: the document does not go with the course. Add it to the documents of the course, or take it out of the text.']);
    for (const id of [good, sound, text, strict]) await attach(id, draft.id);
    expect((await author.post(`/courses/${draft.id}/materials`, { documentId: trainers, forWhom: 'trainers' })).status).toBe(201);
    for (const [files, why] of [[`144p: ${trainers}`, 'for trainers only'], [`144p: ${text}`, 'no file that is a film'], [`240p: ${sound}`, 'no file that is a film'], [`audio: ${good}`, 'without pictures'], [`480p: ${strict}`, 'asks for a watermark']] as const) {
      await write(written(files));
      expect(await refusal()).toEqual([expect.stringContaining(why)]);
    }
    await write(written(`144p: ${good}\naudio: ${sound}`));
    expect((await handIn()).status).toBe(200);
    // Recalled between the two pairs of eyes.
    const { rowVersion: seen } = await officer.open(good);
    expect((await officer.put(`/documents/${good}/recall`, { reason: 'Wrong cut.' }, seen)).status).toBe(200);
    const { rowVersion } = (await courseOfficer.get(`/course-versions/${draft.version}`)).body as { rowVersion: number };
    expect(await courseOfficer.put(`/course-versions/${draft.version}/publication`, {}, rowVersion)).toMatchObject({ status: 422, body: { errors: [{ message: expect.stringContaining('is not released') }] } });
  });
});
