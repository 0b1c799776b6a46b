import { scoreExercise } from '../../mrz/index.js';
import type { Answer } from './answer.js';
import { type Area, covers, placesOf } from './areas.js';
import type { Choice, PutQuestion, QuestionKey } from './question.js';

/** Of each thing that was chosen or put somewhere: whether that was right, and why. */
interface Verdict {
  id: string;
  right: boolean;
  because?: string;
}

/** What is said after practice. It tells what is right, so it is never made for an exam that runs. */
export interface Feedback {
  right: boolean;
  text?: string;
  verdicts: Verdict[];
  /** The right answer, a line for each part of it. */
  expected: string[];
  /** Where on the picture it was. */
  areas: Area[];
}

export interface Scored {
  /** From 0 to `max`, with four decimals. */
  score: number;
  max: number;
  feedback: Feedback;
}

/** What a mark beside everything costs, of the one point a question gives. */
const falseMark = 0.25;
/** The decision alone; its reasons are the other half. */
const decisionShare = 0.5;

/**
 * Marks an answer. Pure: the same question, key and answer give the same score for ever.
 * @param answer null when nothing was answered
 */
export function score(body: PutQuestion, key: QuestionKey, answer: Answer | null): Scored {
  const { share, verdicts = [], expected, areas = [] } = judge(body, key, answer);
  const rounded = Math.round(Math.min(1, Math.max(0, share)) * 10_000) / 10_000;
  return { score: rounded, max: 1, feedback: { right: rounded === 1, ...(key.feedback === undefined ? {} : { text: key.feedback }), verdicts, expected, areas } };
}

interface Judged {
  share: number;
  verdicts?: Verdict[];
  expected: string[];
  areas?: Area[];
}

function judge(body: PutQuestion, key: QuestionKey, answer: Answer | null): Judged {
  if ((body.type === 'choice' || body.type === 'choices') && (key.type === 'choice' || key.type === 'choices')) {
    const chosen = answer?.type === 'choice' ? [answer.choice] : answer?.type === 'choices' ? answer.choices : [];
    return { share: chosenRight(chosen, key.right), verdicts: verdictsOf(body.options, key.right, key.because), expected: textsOf(body.options, key.right) };
  }
  if (body.type === 'matching' && key.type === 'matching') {
    const given = new Map(answer?.type === 'matching' ? answer.pairs.map(({ left, right }) => [left, right]) : []);
    const verdicts = body.lefts.map(({ id }) => ({ id, right: given.get(id) === key.pairs[id] }));
    return { share: shareOf(verdicts), verdicts, expected: body.lefts.map(({ id, text }) => `${text} → ${textsOf(body.rights, [key.pairs[id] ?? '']).join()}`) };
  }
  if (body.type === 'ordering' && key.type === 'ordering') {
    const given = answer?.type === 'ordering' ? answer.order : [];
    // A share for each step that stands straight after the one it belongs after: one slip at the start does not cost all that follow.
    const followers = key.order.slice(1).map((id, index) => given[given.indexOf(key.order[index] ?? '') + 1] === id && given.includes(key.order[index] ?? ''));
    const verdicts = key.order.map((id, index) => ({ id, right: given[index] === id }));
    return { share: followers.filter(Boolean).length / followers.length, verdicts, expected: textsOf(body.steps, key.order) };
  }
  if (body.type === 'numeric' && key.type === 'numeric') {
    const given = answer?.type === 'numeric' ? answer.value : null;
    const close = given !== null && Math.abs(given - key.value) <= key.tolerance + Number.EPSILON * Math.abs(key.value);
    return { share: close ? 1 : 0, expected: [[key.value, body.unit].filter((part) => part !== undefined).join(' ')] };
  }
  if (body.type === 'short_text' && key.type === 'short_text') {
    const given = answer?.type === 'short_text' ? plain(answer.text) : '';
    return { share: given !== '' && key.accept.some((text) => plain(text) === given) ? 1 : 0, expected: key.accept.slice(0, 1) };
  }
  if ((body.type === 'hotspot' || body.type === 'compare') && (key.type === 'hotspot' || key.type === 'compare')) {
    const marks = answer?.type === 'hotspot' ? [...answer.points.map((point) => [point]), ...answer.cells.map(placesOf)].slice(0, body.marks) : [];
    const touched = marks.map((places) => key.areas.filter(({ shape }) => places.some((place) => covers(shape, place))));
    const found = new Set(touched.flat());
    const astray = touched.filter((areas) => areas.length === 0).length;
    return { share: found.size / key.areas.length - falseMark * astray, verdicts: key.areas.map((area) => ({ id: area.id, right: found.has(area) })), expected: key.areas.map(({ label }) => label), areas: key.areas };
  }
  if (body.type === 'mrz' && key.type === 'mrz') {
    const given = Object.fromEntries(answer?.type === 'mrz' ? answer.values.map(({ name, value }) => [name, value]) : []);
    const { score: points, max } = scoreExercise({ values: key.values }, given);
    const verdicts = Object.entries(key.values).map(([name, value]) => ({ id: name, right: scoreExercise({ values: { [name]: value } }, given).score === 1 }));
    return { share: points / max, verdicts, expected: Object.entries(key.values).map(([name, value]) => `${name}: ${value}`) };
  }
  if (body.type === 'decision' && key.type === 'decision') {
    const given = answer?.type === 'decision' ? answer : { decision: null, reasons: [] };
    const decided = given.decision === key.decision ? 1 : 0;
    const reasoned = chosenRight(given.reasons, key.right);
    return {
      share: body.reasons.length === 0 ? decided : decisionShare * decided + (1 - decisionShare) * reasoned,
      verdicts: [{ id: key.decision, right: true }, ...verdictsOf(body.reasons, key.right, key.because)],
      expected: [key.decision, ...textsOf(body.reasons, key.right)],
    };
  }
  if ((body.type === 'essay' || body.type === 'practical') && (key.type === 'essay' || key.type === 'practical')) {
    // No machine judges it: an examination waits for its assessor, and whoever practises holds the answer against the rubric.
    return { share: 0, verdicts: body.criteria.map(({ id }) => ({ id, right: false, ...(key.guidance[id] === undefined ? {} : { because: key.guidance[id] }) })), expected: key.model === undefined ? [] : [key.model] };
  }
  throw new TypeError(`a question of the type ${body.type} has the key of another`);
}

/** The share of what is right among what was chosen; each wrong choice takes one right one back. */
function chosenRight(chosen: readonly string[], right: readonly string[]): number {
  const hits = chosen.filter((id) => right.includes(id)).length;
  return Math.max(0, hits - (chosen.length - hits)) / right.length;
}

const shareOf = (verdicts: readonly Verdict[]) => verdicts.filter(({ right }) => right).length / verdicts.length;

const verdictsOf = (choices: readonly Choice[], right: readonly string[], because: Readonly<Record<string, string>>): Verdict[] =>
  choices.map(({ id }) => ({ id, right: right.includes(id), ...(because[id] === undefined ? {} : { because: because[id] }) }));

const textsOf = (choices: readonly Choice[], ids: readonly string[]) => ids.map((id) => choices.find((choice) => choice.id === id)?.text ?? '');

/** As one hears it: composed (NFC), one kind of space, small letters. */
const plain = (text: string) => text.normalize('NFC').trim().replaceAll(/\s+/gu, ' ').toLocaleLowerCase('en');
