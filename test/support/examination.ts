import { randomUUID } from 'node:crypto';
import { systemActor } from '../../src/kernel/access/index.js';
import { Banks } from '../../src/learning/assessment/banks/banks.js';
import { covers } from '../../src/learning/assessment/questions/areas.js';
import { keyOf, type QuestionBody, type QuestionKey } from '../../src/learning/assessment/questions/index.js';
import { plantCourse, type PlantedCourse } from './courses.js';
import type { Official } from './official.js';
import type { Portal } from './portal.js';

/** Words that stand in keys alone: none may ever reach a trainee who is examined. None of them can stand in an id by chance. */
export const secrets = ['because-this-is-right', 'feedback-for-practice', 'zanzibar', '7331.5'] as const;

const told = { feedback: `What to see: ${secrets[1]}.` };
const options = (right: string, ...wrong: string[]) => [{ text: right, right: true, because: secrets[0] }, ...wrong.map((text) => ({ text, because: secrets[0] }))];

/** A bank of words: fourteen questions, of which six are for practice, and one is critical. */
export const bank: Record<string, unknown>[] = [
  { ...told, code: 'Z-001', type: 'choice', tags: ['zone', 'exam'], critical: true, stem: 'Which date cannot be?', options: options('30 February', '28 February', '1 March') },
  { ...told, code: 'Z-002', type: 'choices', tags: ['zone', 'exam'], stem: 'Which fields have a check digit?', options: [...options('Number', 'Name', 'Sex'), { text: 'Birth', right: true }] },
  { ...told, code: 'Z-003', type: 'matching', tags: ['zone', 'exam'], stem: 'Whose are these codes?', pairs: [{ left: 'UTO', right: 'Utopia' }, { left: 'XXA', right: 'A stateless person' }, { left: 'D', right: 'Germany' }] },
  { ...told, code: 'Z-004', type: 'ordering', tags: ['zone', 'exam'], stem: 'Put the steps in order.', order: ['Take out of the cover', 'Look', 'Tilt', 'Read the zone'] },
  { ...told, code: 'N-001', type: 'numeric', tags: ['number', 'exam'], stem: 'How many documents?', value: 7331.5 },
  { ...told, code: 'N-002', type: 'short_text', tags: ['number', 'exam'], stem: 'Which island?', accept: ['zanzibar'] },
  { ...told, code: 'N-003', type: 'mrz', tags: ['number', 'exam'], stem: 'Compute the check digit.', mrz: { kind: 'check-digit' } },
  { ...told, code: 'N-004', type: 'decision', tags: ['number', 'exam'], stem: 'A digit is wrong. What now?', right: 'second_line', reasons: [{ text: 'It may be an error of reading', right: true, because: secrets[0] }, { text: 'The bearer is nervous' }] },
  { ...told, code: 'P-001', type: 'numeric', tags: ['practice'], stem: 'The check digit of L898902C3?', value: 6 },
  { ...told, code: 'P-002', type: 'choice', tags: ['practice'], stem: 'Which weights?', options: options('7, 3, 1', '1, 3, 7', '3, 1, 7') },
  { ...told, code: 'P-003', type: 'choice', tags: ['practice'], stem: 'Which letter counts ten?', options: options('A', 'J', 'K') },
  { ...told, code: 'P-004', type: 'choice', tags: ['practice'], stem: 'How long is a line of TD3?', options: options('44', '36', '30') },
  { ...told, code: 'P-005', type: 'choice', tags: ['practice'], stem: 'How many lines has TD1?', options: options('Three', 'Two') },
  { ...told, code: 'P-006', type: 'mrz', tags: ['practice'], stem: 'Which field was altered?', mrz: { kind: 'altered' } },
];

/** An essay and a practical, with words that are for assessors alone. */
export const judgedBank: Record<string, unknown>[] = [
  { code: 'E-001', type: 'essay', tags: ['report', 'exam'], stem: 'Report what you saw.', words: 150, model: 'the-answer-that-earns-every-point', rubric: [{ text: 'Facts', points: 3, guidance: 'only-assessors-read-this' }, { text: 'Deeds', points: 2 }] },
  { code: 'E-002', type: 'practical', tags: ['bench', 'exam'], stem: 'Examine ten documents.', rubric: [{ text: 'Out of the cover', points: 1 }, { text: 'Tilted', points: 1 }] },
];
/** Two numbers the server marks, an essay and a practical an assessor does. */
export const judgedSections = [{ title: 'Numbers', draw: 2, tags: ['number', 'exam'] }, { title: 'Report', draw: 1, tags: ['report', 'exam'] }, { title: 'Bench', draw: 1, tags: ['bench', 'exam'] }];

export interface Rules {
  minutes?: number | null;
  attempts?: number | null;
  cooldownHours?: number;
  passMark?: number;
  review?: 'never' | 'after_close' | 'score_only';
  sections?: { title: string; draw: number; tags: string[]; least?: number }[];
}

/** A published course with a bank, one lesson to read that practises P-001 and P-006 (and names Z-001, which is for the exam alone), and an exam of six questions. */
export async function plantExam(portal: Portal, originator: string, rules: Rules = {}, questions = bank): Promise<PlantedCourse> {
  const { minutes = 60, attempts = 3, cooldownHours = 0, passMark = 80, review = 'score_only', sections = [{ title: 'The zone', draw: 3, tags: ['zone', 'exam'] }, { title: 'Numbers', draw: 3, tags: ['number', 'exam'] }] } = rules;
  const block = (code: string) => `\`\`\`question\ncode: ${code}\n\`\`\`\n`;
  const course = await plantCourse(portal, { originator, title: 'Documents for the first line', lessons: { zone: `## Look\n\n${['P-001', 'P-006', 'Z-001'].map(block).join('\n')}`, exam: 'The rules.' } });
  await portal.owner.query(`UPDATE app.lessons SET kind = 'quiz' WHERE id = $1`, [course.lessons.exam]);
  await portal.owner.query(
    `INSERT INTO app.quizzes (lesson_id, sections, minutes, max_attempts, cooldown_hours, pass_mark, review) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [course.lessons.exam, JSON.stringify(sections), minutes, attempts, cooldownHours, passMark, review]);
  const loader = systemActor('course-loader', originator);
  await portal.db.write(loader, () => portal.app.get(Banks).enter(loader, { id: course.id, originator, title: 'Documents for the first line' }, questions));
  return course;
}

/** Somebody on a course, as if they had entered it, or in a cohort. @returns the id of the enrolment */
export async function plantEnrolment(portal: Portal, course: PlantedCourse, trainee: Official, cohort: string | null = null): Promise<string> {
  const id = randomUUID();
  await portal.owner.query(`INSERT INTO app.enrolments (id, course_id, course_version_id, user_id, party, state, cohort_id) VALUES ($1, $2, $3, $4, $5, 'active', $6)`,
    [id, course.id, course.version, trainee.id, trainee.party, cohort]);
  return id;
}

export interface AttemptAnswer {
  id: string;
  state: string;
  number: number;
  deadlineAt: string | null;
  now: string;
  score: number | null;
  passed: boolean | null;
  allows: string[];
  sections: { title: string; points: number; max: number; failed: boolean }[] | null;
  questions: { n: number; section: string; question: { type: string; stem: string } & Record<string, never>; answer: object | null; seq: number }[];
}

/** What is right of each question of an attempt, as only the owner of everything can know: with texts for ids. */
export async function rightAnswers(portal: Portal, attempt: string): Promise<Map<number, object>> {
  const { rows } = await portal.owner.query<{ n: number; code: string; shown: Shown; written: Written; seed: string; started: Date }>(
    `SELECT t.n, i.code, t.shown, k.written, s.seed, a.started_at AS started FROM app.attempt_items t JOIN app.item_versions v ON v.id = t.item_version_id JOIN app.items i ON i.id = v.item_id
       JOIN app.item_keys k ON k.item_version_id = v.id JOIN app.attempt_seeds s ON s.attempt_id = t.attempt_id JOIN app.attempts a ON a.id = t.attempt_id WHERE t.attempt_id = $1`, [attempt]);
  return new Map(rows.map(({ n, shown, written }) => [n, right(shown, written)]));
}

interface Named { id: string; text: string }
interface Shown { type: string; options?: Named[]; lefts?: Named[]; rights?: Named[]; steps?: Named[]; reasons?: Named[]; exercise?: { kind: string; field?: string } }
interface Written {
  options?: { text: string; right?: boolean }[];
  pairs?: { left: string; right: string }[];
  order?: string[];
  value?: number;
  accept?: string[];
  right?: string;
  reasons?: { text: string; right?: boolean }[];
}

const weights = [7, 3, 1];
const digitOf = (field: string) => String([...field].reduce((sum, character, index) => sum + (character === '<' ? 0 : Number.parseInt(character, 36)) * (weights[index % 3] ?? 0), 0) % 10);

function right(shown: Shown, written: Written): object {
  const idOf = (list: Named[] | undefined, text: string) => list?.find((one) => one.text === text)?.id;
  const rightOf = (list: { text: string; right?: boolean }[] | undefined) => (list ?? []).filter((one) => one.right).map(({ text }) => text);
  switch (shown.type) {
    case 'choice': return { choice: idOf(shown.options, rightOf(written.options)[0] ?? '') };
    case 'choices': return { choices: rightOf(written.options).map((text) => idOf(shown.options, text)) };
    case 'matching': return { pairs: (written.pairs ?? []).map((pair) => ({ left: idOf(shown.lefts, pair.left), right: idOf(shown.rights, pair.right) })) };
    case 'ordering': return { order: (written.order ?? []).map((text) => idOf(shown.steps, text)) };
    case 'numeric': return { value: written.value };
    case 'short_text': return { text: written.accept?.[0] };
    case 'mrz': return { values: [{ name: 'digit', value: digitOf(shown.exercise?.field ?? '') }] };
    default: return { decision: written.right, reasons: rightOf(written.reasons).map((text) => idOf(shown.reasons, text)) };
  }
}

/** The same from the keys, so for questions of every kind; a picture is answered with places that the crosshair can stand on. */
export async function rightByKeys(portal: Portal, attempt: string): Promise<{ n: number; code: string; answer: object }[]> {
  const { rows } = await portal.owner.query<{ n: number; code: string; body: QuestionBody; key: QuestionKey; seed: string; started: Date }>(
    `SELECT t.n, i.code, v.body, k.key, s.seed, a.started_at AS started FROM app.attempt_items t JOIN app.item_versions v ON v.id = t.item_version_id JOIN app.items i ON i.id = v.item_id
       JOIN app.item_keys k ON k.item_version_id = v.id JOIN app.attempt_seeds s ON s.attempt_id = t.attempt_id JOIN app.attempts a ON a.id = t.attempt_id WHERE t.attempt_id = $1 ORDER BY t.n`, [attempt]);
  return rows.map(({ n, code, body, key, seed, started }) => ({ n, code, answer: answerTo(code, keyOf(body, key, `${seed}:${n}`, started)) }));
}

function answerTo(code: string, key: QuestionKey): object {
  switch (key.type) {
    case 'choice': return { choice: key.right[0] };
    case 'choices': return { choices: key.right };
    case 'matching': return { pairs: Object.entries(key.pairs).map(([left, right]) => ({ left, right })) };
    case 'ordering': return { order: key.order };
    case 'numeric': return { value: key.value };
    case 'short_text': return { text: key.accept[0] };
    case 'mrz': return { values: Object.entries(key.values).map(([name, value]) => ({ name, value })) };
    case 'decision': return { decision: key.decision, reasons: key.right };
    case 'essay':
    case 'practical': return { text: 'At 09:40 I received a document.' };
    default: return { cells: [], points: key.areas.map(({ label, shape }) => onCrosshair(`${code}, ${label}`, shape)) };
  }
}

const hundredths = Array.from({ length: 99 * 99 }, (_, index) => ({ x: ((index % 99) + 1) / 100, y: (Math.floor(index / 99) + 1) / 100 }));

/** The middle one of the places in a shape that arrow keys lead to. */
function onCrosshair(named: string, shape: Parameters<typeof covers>[0]): { x: number; y: number } {
  const within = hundredths.filter((place) => covers(shape, place));
  const place = within[Math.floor(within.length / 2)];
  if (!place) throw new Error(`${named} lies between the steps of the crosshair`);
  return place;
}

/** Begins an examination with an essay and a practical, answers what can be answered, and hands it in. @returns id of the attempt */
export async function sitJudged(portal: Portal, trainee: Official, enrolment: string, essay: string): Promise<string> {
  const { id, questions } = (await trainee.post(`/enrolments/${enrolment}/attempts`, { lesson: 'exam' })).body as AttemptAnswer;
  const answers = await rightAnswers(portal, id);
  for (const { n, question: { type } } of questions) if (type !== 'practical') await trainee.put(`/attempts/${id}/answers/${n}`, { seq: 1, answer: type === 'essay' ? { text: essay } : (answers.get(n) ?? {}) });
  await trainee.put(`/attempts/${id}/submission`, {});
  return id;
}
