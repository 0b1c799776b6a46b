import fc from 'fast-check';
import { Problem } from '../../../kernel/problems.js';
import { exerciseKinds } from '../../mrz/index.js';
import type { Answer } from './answer.js';
import { readAnswer } from './answers.js';
import type { Area } from './areas.js';
import { keyOf, putQuestion } from './put-question.js';
import { questionTypes, type QuestionType } from './question.js';
import { isJudged, readBank, readQuestion } from './read-question.js';
import { markByRubric } from './rubric.js';
import { keySpokenIn, spokenIn } from './translation.js';
import { score } from './score.js';

const areas: Area[] = [
  { id: 'photo', label: 'The portrait', shape: { kind: 'rectangle', x: 0.05, y: 0.2, width: 0.25, height: 0.5 } },
  { id: 'dovid', label: 'The optical device', shape: { kind: 'ellipse', cx: 0.7, cy: 0.4, rx: 0.04, ry: 0.06 } },
  { id: 'thread', label: 'The thread', shape: { kind: 'polygon', points: [[0.5, 0], [0.53, 0], [0.53, 1], [0.5, 1]] } },
];
const areasOf = ({ specimen }: { specimen: string }) => (specimen.startsWith('td3') ? areas : null);
const on = new Date('2026-11-26T00:00:00Z');
const figure = { specimen: 'td3-photo', light: 'white' };
const head = { tags: ['m3'], stem: 'Which of them?', feedback: 'Look again at the zone.' };

const written: Record<QuestionType, Record<string, unknown>> = {
  choice: { ...head, code: 'M3-001', type: 'choice', options: [{ text: 'Birth', right: true, because: 'It covers it.' }, { text: 'Name', because: 'Names stand under no digit.' }, { text: 'Sex' }] },
  choices: { ...head, code: 'M3-002', type: 'choices', critical: true, options: [{ text: 'Number', right: true }, { text: 'Expiry', right: true }, { text: 'Name' }, { text: 'Sex' }] },
  matching: { ...head, code: 'M3-003', type: 'matching', pairs: [{ left: 'D', right: 'Germany' }, { left: 'UTO', right: 'Specimen' }, { left: 'XXA', right: 'Stateless' }, { left: 'XXB', right: 'Refugee' }], distractors: ['Denmark'] },
  ordering: { ...head, code: 'M3-004', type: 'ordering', order: ['Look', 'Feel', 'Tilt', 'Light'] },
  numeric: { ...head, code: 'M3-005', type: 'numeric', value: 6, stem: 'The check digit of L898902C3?' },
  short_text: { ...head, code: 'M3-006', type: 'short_text', accept: ['café', 'UTO'] },
  hotspot: { ...head, code: 'M3-007', type: 'hotspot', figure, areas: ['photo', 'dovid'], alternative: 'M3-001' },
  compare: { ...head, code: 'M3-008', type: 'compare', figure: { specimen: 'td3-genuine', light: 'uv' }, questioned: figure, areas: ['thread'], senses: 'Only the eye tells the glow of paper.' },
  mrz: { ...head, code: 'M3-009', type: 'mrz', mrz: { kind: 'check-digit' } },
  decision: { ...head, code: 'M3-010', type: 'decision', right: 'second_line', reasons: [{ text: 'The digit is wrong', right: true }, { text: 'Nervous', because: 'Proves nothing.' }] },
  essay: { ...head, code: 'M9-001', type: 'essay', words: 200, model: 'At 09:40 I received …', rubric: [{ text: 'Facts before conclusions', points: 3, guidance: 'Says what was seen, by whom and when.' }, { text: 'What was done', points: 2 }] },
  practical: { ...head, code: 'M9-002', type: 'practical', rubric: [{ text: 'Takes it out of its cover', points: 1 }, { text: 'Tilts it', points: 1, guidance: 'Until the colour changes.' }] },
};

const put = async (type: QuestionType, seed = 'seed', change: Record<string, unknown> = {}) => {
  const { body, key } = await readQuestion({ ...written[type], ...change }, areasOf);
  return { put: putQuestion(body, seed, on), key: keyOf(body, key, seed, on) };
};
type Put = Awaited<ReturnType<typeof put>>;

/** The answer that is all right. */
function rightAnswer({ key }: Put): object {
  switch (key.type) {
    case 'choice': return { choice: key.right[0] };
    case 'choices': return { choices: key.right };
    case 'matching': return { pairs: Object.entries(key.pairs).map(([left, right]) => ({ left, right })) };
    case 'ordering': return { order: key.order };
    case 'numeric': return { value: key.value };
    case 'short_text': return { text: key.accept[0] };
    case 'hotspot':
    case 'compare': return { points: key.areas.map(({ id }) => ({ photo: { x: 0.1, y: 0.3 }, dovid: { x: 0.7, y: 0.4 }, thread: { x: 0.51, y: 0.9 } })[id]), cells: [] };
    case 'mrz': return { values: Object.entries(key.values).map(([name, value]) => ({ name, value })) };
    case 'decision': return { decision: key.decision, reasons: key.right };
    case 'essay': return { text: key.model };
    case 'practical': return {};
  }
}

const marked = async (one: Put, given: object) => score(one.put, one.key, await readAnswer(one.put, given)).score;
const idOf = ({ put: question }: Put, text: string) =>
  ('options' in question ? question.options : 'lefts' in question ? [...question.lefts, ...question.rights] : 'steps' in question ? question.steps : 'reasons' in question ? question.reasons : []).find((one) => one.text === text)?.id;

const refusal = async (work: Promise<unknown>): Promise<Problem> => {
  const thrown: unknown = await work.then(() => null, (cause: unknown) => cause);
  if (!(thrown instanceof Problem)) throw new Error(`no refusal: ${String(thrown)}`);
  return thrown;
};

const byMachine = questionTypes.filter((type) => !isJudged({ type }));

describe('a question', () => {
  it.each(byMachine)('of the type %s gives its point for the right answer, nothing for none, and tells what was right', async (type) => {
    const one = await put(type);
    const full = score(one.put, one.key, await readAnswer(one.put, rightAnswer(one)));
    expect(full).toMatchObject({ score: 1, max: 1, feedback: { right: true, text: 'Look again at the zone.' } });
    expect(full.feedback.expected.join()).not.toBe('');
    expect(score(one.put, one.key, null)).toMatchObject({ score: 0, feedback: { right: false } });
  });

  it.each(questionTypes)('of the type %s is put without anything of its key', async (type) => {
    const { put: question } = await put(type);
    const names = new Set<string>();
    JSON.stringify(question, (name, value: unknown) => { names.add(name); return value; });
    for (const secret of ['right', 'key', 'pairs', 'order', 'value', 'tolerance', 'accept', 'areas', 'because', 'feedback', 'values', 'decision', 'guidance', 'model']) expect(names).not.toContain(secret);
  });

  it('is put in another order to another person, and in the same on a reload', async () => {
    const orders = await Promise.all(Array.from({ length: 30 }, async (_, index) => JSON.stringify((await put('choices', `seed ${index}`)).put)));
    expect(new Set(orders).size).toBeGreaterThan(8);
    expect((await put('choices', 'seed 1')).put).toEqual((await put('choices', 'seed 1')).put);
  });

  it('draws the exercise of a zone from the seed, and keeps its key apart', async () => {
    for (const kind of exerciseKinds) {
      const one = await put('mrz', 'a', { mrz: { kind } });
      expect(await marked(one, rightAnswer(one))).toBe(1);
      expect((await put('mrz', 'b', { mrz: { kind } })).put).not.toEqual(one.put);
    }
  });
});

describe('what a person judges', () => {
  const criteria = [{ id: 'a', text: 'Facts', points: 3 }, { id: 'b', text: 'Deeds', points: 2 }];

  it('gives nothing by machine, and tells whoever practises what full points take', async () => {
    const one = await put('essay');
    const { score: points, feedback } = score(one.put, one.key, await readAnswer(one.put, { text: 'I looked at it.' }));
    expect(points).toBe(0);
    expect(feedback.expected).toEqual(['At 09:40 I received …']);
    expect(feedback.verdicts.map(({ because }) => because)).toEqual(['Says what was seen, by whom and when.', undefined]);
  });

  it('takes an essay in any script, and of a practical no answer at all', async () => {
    const essay = await put('essay');
    expect(await readAnswer(essay.put, { text: 'في الساعة 09:40' })).toEqual({ type: 'essay', text: 'في الساعة 09:40' });
    for (const text of ['', 'x'.repeat(12_001), 7]) expect((await refusal(readAnswer(essay.put, { text }))).status).toBe(422);
    expect((await refusal(readAnswer((await put('practical')).put, {}))).status).toBe(422);
  });

  it('is worth its share of the rubric, in halves', () => {
    expect(markByRubric(criteria, [{ id: 'b', points: 2 }, { id: 'a', points: 1.5 }], 'questions.0')).toBe(0.7);
    expect(markByRubric(criteria, [{ id: 'a', points: 3 }, { id: 'b', points: 2 }], 'questions.0')).toBe(1);
  });

  it.each<[string, { id: string; points: number }[], string]>([
    ['a criterion that is not there', [{ id: 'a', points: 1 }, { id: 'b', points: 1 }, { id: 'c', points: 1 }], 'questions.0.criteria.2.id'],
    ['one marked twice', [{ id: 'a', points: 1 }, { id: 'b', points: 1 }, { id: 'a', points: 1 }], 'questions.0.criteria.2.id'],
    ['one left out', [{ id: 'a', points: 1 }], 'questions.0.criteria'],
    ['more points than there are', [{ id: 'a', points: 3.5 }, { id: 'b', points: 1 }], 'questions.0.criteria.0.points'],
    ['a third of a point', [{ id: 'a', points: 0.3 }, { id: 'b', points: 1 }], 'questions.0.criteria.0.points'],
  ])('refuses %s', (_sentence, given, path) => {
    expect(() => markByRubric(criteria, given, 'questions.0')).toThrow(expect.objectContaining({ status: 422, extra: { errors: [expect.objectContaining({ path })] } }) as Error);
  });
});

describe('marking', () => {
  it.each<[string, QuestionType, (one: Put) => object, number]>([
    ['one right and one wrong of two cancel out', 'choices', (one) => ({ choices: [idOf(one, 'Number'), idOf(one, 'Name')] }), 0],
    ['half of what is right', 'choices', (one) => ({ choices: [idOf(one, 'Number')] }), 0.5],
    ['everything ticked is worth nothing', 'choices', (one) => ({ choices: ['Number', 'Expiry', 'Name', 'Sex'].map((text) => idOf(one, text)) }), 0],
    ['a share of the right pairs', 'matching', (one) => ({ pairs: [{ left: idOf(one, 'D'), right: idOf(one, 'Germany') }, { left: idOf(one, 'UTO'), right: idOf(one, 'Denmark') }] }), 0.25],
    ['a share of the steps that follow the right one', 'ordering', (one) => ({ order: ['Feel', 'Tilt', 'Light', 'Look'].map((text) => idOf(one, text)) }), 0.6667],
    ['an order the wrong way round', 'ordering', (one) => ({ order: ['Light', 'Tilt', 'Feel', 'Look'].map((text) => idOf(one, text)) }), 0],
    ['a number beside the right one', 'numeric', () => ({ value: 6.0001 }), 0],
    ['a text in other letters, spaces and composition', 'short_text', () => ({ text: '  CAFE\u0301 ' }), 1],
    ['an empty text', 'short_text', () => ({ text: ' ' }), 0],
    ['one area found and a mark astray', 'hotspot', () => ({ points: [{ x: 0.1, y: 0.3 }, { x: 0.99, y: 0.99 }], cells: [] }), 0.25],
    ['the same area marked twice', 'hotspot', () => ({ points: [{ x: 0.1, y: 0.3 }, { x: 0.11, y: 0.31 }], cells: [] }), 0.5],
    ['the cells that touch the areas, without a pointer', 'hotspot', () => ({ points: [], cells: ['A2', 'F3'] }), 1],
    ['a cell beside them', 'compare', () => ({ points: [], cells: ['E1', 'H6'] }), 0.75],
    ['the right decision for the wrong reason', 'decision', (one) => ({ decision: 'second_line', reasons: [idOf(one, 'Nervous')] }), 0.5],
    ['the wrong decision for the right reason', 'decision', (one) => ({ decision: 'admit', reasons: [idOf(one, 'The digit is wrong')] }), 0.5],
  ])('%s', async (_sentence, type, given, expected) => {
    const one = await put(type);
    expect(await marked(one, given(one))).toBe(expected);
  });

  it('takes a number within its tolerance', async () => {
    const one = await put('numeric', 'seed', { value: 85.6, tolerance: 0.2 });
    expect(await Promise.all([85.4, 85.8, 85.39, 85.81].map((value) => marked(one, { value })))).toEqual([1, 1, 0, 0]);
  });

  it('counts only as many marks as the question takes, however many are sent', async () => {
    const one = await put('hotspot');
    const astray = Array.from({ length: 498 }, () => ({ x: 0.99, y: 0.99 }));
    const hits = [{ x: 0.1, y: 0.3 }, { x: 0.7, y: 0.4 }];
    expect(await marked(one, { points: [...hits, ...astray], cells: [] })).toBe(0.5);
    expect(await marked(one, { points: [...astray, ...hits], cells: [] })).toBe(0);
  });

  it('finds every area by cells alone, wherever it lies and however thin it is', () => {
    fc.assert(fc.property(fc.double({ min: 0.01, max: 0.9, noNaN: true }), fc.double({ min: 0.01, max: 0.9, noNaN: true }), fc.double({ min: 0.02, max: 0.09, noNaN: true }), (x, y, size) => {
      const shape = { kind: 'rectangle' as const, x, y, width: size, height: size };
      const cell = `${'ABCDEFGH'[Math.floor((x + size / 2) * 8)]}${Math.floor((y + size / 2) * 6) + 1}`;
      const answer: Answer = { type: 'hotspot', points: [], cells: [cell] };
      expect(score({ type: 'hotspot', stem: '', figure, marks: 3 }, { type: 'hotspot', areas: [{ id: 'a', label: '', shape }] }, answer).score).toBe(1);
    }));
  });

  it('stays between nothing and the whole, whatever is sent; the order of what was chosen does not matter', async () => {
    const all = await Promise.all(byMachine.map((type) => put(type)));
    const fraction = fc.double({ min: 0, max: 1, noNaN: true });
    await fc.assert(fc.asyncProperty(fc.constantFrom(...all), fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })), fc.array(fc.record({ x: fraction, y: fraction }), { maxLength: 9 }), async (one, chance, points) => {
      const next = () => chance.next().value ?? 0;
      const some = (ids: { id: string }[]) => ids.filter(() => next() < 0.5).map(({ id }) => id);
      const { put: question } = one;
      const given = 'options' in question ? (question.type === 'choice' ? { choice: question.options[Math.floor(next() * question.options.length)]?.id } : { choices: some(question.options) })
        : 'lefts' in question ? { pairs: some(question.lefts).map((left) => ({ left, right: question.rights[Math.floor(next() * question.rights.length)]?.id })) }
          : 'steps' in question ? { order: [...question.steps].sort(() => next() - 0.5).map(({ id }) => id) }
            : 'reasons' in question ? { decision: 'second_line', reasons: some(question.reasons) }
              : question.type === 'numeric' ? { value: Math.round(next() * 12) } : question.type === 'short_text' ? { text: String(next()) } : question.type === 'mrz' ? { values: [{ name: 'digit', value: String(Math.floor(next() * 10)) }] } : { points, cells: [] };
      const { score: points1, max } = score(question, one.key, await readAnswer(question, given));
      expect(points1).toBeGreaterThanOrEqual(0);
      expect(points1).toBeLessThanOrEqual(max);
      const turned = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, Array.isArray(value) && name !== 'order' && name !== 'points' ? [...(value as unknown[])].reverse() : value]));
      expect(await marked(one, turned)).toBe(points1);
    }), { numRuns: 300 });
  });
});

describe('an answer', () => {
  it.each<[string, QuestionType, object, string]>([
    ['in words where a number is asked', 'numeric', { value: 'six' }, 'value'],
    ['that is no number', 'numeric', { value: Number.NaN }, 'value'],
    ['named NaN', 'numeric', { value: 'NaN' }, 'value'],
    ['beyond all measure', 'numeric', { value: Number.POSITIVE_INFINITY }, 'value'],
    ['of null', 'numeric', { value: null }, 'value'],
    ['of nothing', 'choice', {}, 'choice'],
    ['beside the picture', 'hotspot', { points: [{ x: 1.2, y: 0.5 }], cells: [] }, 'points.0.x'],
    ['of a point without a place', 'hotspot', { points: [{ x: null, y: 0.5 }], cells: [] }, 'points.0.x'],
    ['of a point named NaN', 'compare', { points: [{ x: 0.1, y: 'NaN' }], cells: [] }, 'points.0.y'],
    ['of a point that is none', 'hotspot', { points: [null], cells: [] }, 'points.0'],
    ['of five hundred and one marks', 'hotspot', { points: Array.from({ length: 501 }, () => ({ x: 0, y: 0 })), cells: [] }, 'points'],
    ['of a cell the grid does not have', 'hotspot', { points: [], cells: ['I7'] }, 'cells'],
    ['by an id that was not shown', 'choice', { choice: 'nobody' }, 'choice'],
    ['by the same id twice', 'choices', { choices: ['a', 'a'] }, 'choices'],
    ['that leaves steps out', 'ordering', { order: [] }, 'order'],
    ['that puts one thing in two places', 'matching', { pairs: [{ left: 'a', right: 'b' }, { left: 'a', right: 'c' }] }, 'pairs'],
    ['to another type of question', 'choice', { text: 'Birth' }, 'text'],
    ['that names its own type', 'numeric', { type: 'choice', choice: 'a' }, 'type'],
    ['to what the exercise does not ask', 'mrz', { values: [{ name: 'composite', value: '1' }] }, 'values.0'],
    ['that decides what nobody may', 'decision', { decision: 'detain', reasons: [] }, 'decision'],
  ])('%s is refused, and says where', async (_sentence, type, given, path) => {
    const one = await put(type);
    const problem = await refusal(readAnswer(one.put, given));
    expect(problem).toMatchObject({ status: 422, type: '/problems/answer-refused' });
    expect(problem.extra.errors?.map((fault) => fault.path)).toContain(path);
  });
});

describe('a question in another language', () => {
  const arabic = { stem: 'أيٌّ منها؟', feedback: 'انظر ثانية.', options: [{ text: 'الميلاد', because: 'يشمله.' }, { text: 'الاسم' }, { text: 'الجنس' }] };
  const read = (translations: unknown, type: QuestionType = 'choice') => readQuestion({ ...written[type], translations }, areasOf);

  it('says other words under the same ids, and leaves the others out', async () => {
    const { body, key } = await read({ ar: arabic });
    const plain = await readQuestion(written.choice, areasOf);
    const asked = putQuestion(body, 'seed', on);
    const { question, language } = spokenIn(asked, 'ar');
    expect(language).toBe('ar');
    expect(question).not.toHaveProperty('texts');
    expect(question).toMatchObject({ stem: 'أيٌّ منها؟' });
    expect('options' in question && question.options.map(({ id }) => id)).toEqual('options' in asked && asked.options.map(({ id }) => id));
    expect(JSON.stringify(question)).not.toMatch(/Birth|Which of them/);
    const right = plain.key.type === 'choice' ? plain.key.right[0] : '';
    const { score: points, feedback } = score(question, keySpokenIn(key, 'ar'), await readAnswer(asked, { choice: right }));
    expect(points).toBe(1);
    expect(feedback).toMatchObject({ text: 'انظر ثانية.', expected: ['الميلاد'] });
    // What the translation does not say of the second option stays as its author wrote it.
    expect(feedback.verdicts.map(({ because }) => because).sort()).toEqual(['Names stand under no digit.', undefined, 'يشمله.'].sort());
    expect(spokenIn(asked, 'fr')).toEqual({ question: putQuestion(plain.body, 'seed', on), language: null });
    expect(spokenIn(asked, null).language).toBeNull();
  });

  it.each<[QuestionType, object]>([
    ['matching', { stem: 'صِل', pairs: ['ألمانيا', 'نموذج', 'عديم الجنسية', 'لاجئ'].map((right, index) => ({ left: ['D', 'UTO', 'XXA', 'XXB'][index], right })), distractors: ['الدنمارك'] }],
    ['ordering', { stem: 'رتّب الخطوات', order: ['انظر', 'المس', 'أمِل', 'الضوء'] }],
    ['decision', { stem: 'ماذا تقرر؟', reasons: [{ text: 'الرقم خاطئ' }, { text: 'متوتر' }] }],
    ['essay', { stem: 'اكتب التقرير', rubric: [{ text: 'الوقائع', guidance: 'ما شوهد' }, { text: 'الأفعال' }], model: 'في الساعة' }],
    ['numeric', { stem: 'كم مليمترًا؟' }],
  ])('of the type %s is worth the same', async (type, translation) => {
    const { body, key } = await read({ ar: translation }, type);
    const asked = putQuestion(body, 'seed', on);
    const { question } = spokenIn(asked, 'ar');
    expect(JSON.stringify(question)).not.toBe(JSON.stringify(spokenIn(asked, null).question));
    if (isJudged({ type })) expect(score(question, keySpokenIn(key, 'ar'), null).feedback).toMatchObject({ expected: ['في الساعة'], verdicts: [{ because: 'ما شوهد' }, {}] });
    else expect(score(question, keySpokenIn(key, 'ar'), await readAnswer(asked, rightAnswer({ put: asked, key }))).score).toBe(1);
  });

  it('names what its author drew, once that is told', async () => {
    const drawn = [{ label: 'The thread', shape: { kind: 'rectangle', x: 0.5, y: 0.1, width: 0.1, height: 0.2 } }];
    const spoken = await readQuestion({ ...written.hotspot, drawn, translations: { ar: { stem: 'أين؟', drawn: [{ label: 'الخيط' }] } } }, areasOf);
    const asked = putQuestion(spoken.body, 'seed', on);
    expect(JSON.stringify(spokenIn(asked, 'ar'))).not.toMatch(/الخيط|thread/);
    expect(score(asked, keySpokenIn(spoken.key, 'ar'), null).feedback).toMatchObject({ expected: ['The portrait', 'The optical device', 'الخيط'], areas: [{}, {}, { label: 'الخيط', shape: { x: 0.5 } }] });
    const lacking = await refusal(readQuestion({ ...written.hotspot, drawn, translations: { ar: { stem: 'أين؟', drawn: [{ label: '' }] }, km: { stem: 'នៅឯណា?' } } }, areasOf));
    expect(lacking.extra.errors?.map(({ path }) => path)).toEqual(['translations.ar.drawn.0.label', 'translations.km.drawn']);
  });

  it('takes words that are right in it beside those of its author', async () => {
    const { body, key } = await read({ ar: { stem: 'أيّ كلمة؟', accept: ['مقهى'] } }, 'short_text');
    const { question } = spokenIn(putQuestion(body, 'seed', on), 'ar');
    for (const text of ['مقهى', ...(key.type === 'short_text' ? key.accept : [])]) expect(score(question, key, { type: 'short_text', text }).score).toBe(1);
    expect(score(question, keySpokenIn(key, 'ar'), null).feedback.expected).toEqual(['مقهى']);
  });

  it.each<[string, unknown, string]>([
    ['a list for languages', ['ar'], 'translations'],
    ['a language nobody could mean', { Arabic: arabic }, 'translations.Arabic'],
    ['no stem', { ar: { options: arabic.options } }, 'translations.ar.stem'],
    ['fewer options', { ar: { ...arabic, options: arabic.options.slice(1) } }, 'translations.ar.options'],
    ['what is right', { ar: { ...arabic, options: arabic.options.map((option) => ({ ...option, right: true })) } }, 'translations.ar.options.0.right'],
    ['a list the question does not have', { ar: { ...arabic, order: ['أ', 'ب'] } }, 'translations.ar.order'],
  ])('is refused with %s', async (_sentence, translations, path) => {
    expect((await refusal(read(translations))).extra.errors?.map((fault) => fault.path)).toContain(path);
  });
});

describe('a bank', () => {
  it.each<[string, unknown, string]>([
    ['no question at all', 7, ''],
    ['an unknown type', { ...written.choice, type: 'oral' }, 'type'],
    ['a code in small letters', { ...written.choice, code: 'm3-1' }, 'code'],
    ['an unknown member', { ...written.choice, points: 5 }, 'points'],
    ['two right options of one', { ...written.choice, options: [{ text: 'a', right: true }, { text: 'b', right: true }] }, 'options'],
    ['no right option of several', { ...written.choices, options: [{ text: 'a' }, { text: 'b' }] }, 'options'],
    ['the same option twice', { ...written.choice, options: [{ text: 'a', right: true }, { text: 'a' }] }, 'options.1'],
    ['an option that is none', { ...written.choice, options: [{ text: 'a', right: true }, null] }, 'options.1'],
    ['a value in words', { ...written.numeric, value: 'six' }, 'value'],
    ['an unknown specimen', { ...written.choice, figure: { specimen: 'td9', light: 'white' } }, 'figure'],
    ['an unknown area', { ...written.hotspot, areas: ['nose'] }, 'areas.0'],
    ['a picture without words beside it', { ...written.hotspot, alternative: undefined }, 'alternative'],
    ['a distractor that is right', { ...written.matching, distractors: ['Germany'] }, 'distractors.0'],
    ['an exercise nobody knows', { ...written.mrz, mrz: { kind: 'guess' } }, 'mrz.kind'],
    ['a rubric without a criterion', { ...written.essay, rubric: [] }, 'rubric'],
    ['a criterion named twice', { ...written.practical, rubric: [{ text: 'Tilts it', points: 1 }, { text: 'Tilts it', points: 2 }] }, 'rubric.1'],
    ['a criterion worth nothing', { ...written.essay, rubric: [{ text: 'Facts', points: 0 }] }, 'rubric.0.points'],
    ['a practical with a model answer', { ...written.practical, model: 'Like this.' }, 'model'],
    ['reasons of which none is right', { ...written.decision, reasons: [{ text: 'a' }] }, 'reasons'],
  ])('refuses %s by path and sentence', async (_sentence, question, path) => {
    const problem = await refusal(readQuestion(question, areasOf));
    expect(problem.status).toBe(400);
    expect(problem.extra.errors).toContainEqual({ path, message: expect.stringMatching(/^[A-Z].*\.$/s) as string });
  });

  it('is read whole, and names every fault by place and code', async () => {
    expect(await readBank(Object.values(written), areasOf)).toHaveLength(questionTypes.length);
    const twice = await refusal(readBank([written.choice, { ...written.numeric, code: 'M3-001' }], areasOf));
    expect(twice.extra.errors).toEqual([{ path: 'M3-001', message: 'The code M3-001 is given to two questions.' }]);
    const faults = await refusal(readBank([written.choice, { ...written.numeric, value: null }, { ...written.hotspot, areas: ['nose'] }], areasOf));
    expect(faults.extra.errors?.map(({ path }) => path)).toEqual(['[1] M3-005 value', '[2] M3-007 areas.0']);
    const missing = await refusal(readBank([{ ...written.hotspot, alternative: 'M9-999' }], areasOf));
    expect(missing.extra.errors?.map(({ path }) => path)).toEqual(['M3-007 alternative']);
  });

  it('read twice gives the same ids, which do not follow the place', async () => {
    const first = await readQuestion(written.choice, areasOf);
    expect(await readQuestion(written.choice, areasOf)).toEqual(first);
    const turned = await readQuestion({ ...written.choice, options: [...(written.choice.options as object[])].reverse() }, areasOf);
    expect(turned.key).toEqual(first.key);
  });
});
