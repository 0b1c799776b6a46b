import { writtenOf } from './drafts';
import { followed, linesOf, missingIn, said, sentOf, type Spoken, spokenWith, withSaid } from './translating';

const choice: Spoken = { type: 'choice', stem: 'Which date cannot be?', feedback: 'Look at the calendar.', options: [{ text: '30 February', right: true, because: 'No year has it.' }, { text: '1 March' }, { text: '2 March' }] };
const arabic = { stem: 'أيّ تاريخ؟', options: [{ text: '30 فبراير' }, { text: '1 مارس' }, { text: '2 مارس' }] };

describe('what of a question is said in each language', () => {
  it.each<[string, Spoken, string[]]>([
    ['options with why, and what is said after practice', choice, ['stem', 'options.0.text', 'options.0.because', 'options.1.text', 'options.2.text', 'feedback']],
    ['pairs and what belongs to nothing', { type: 'matching', stem: 'Match.', pairs: [{ left: 'D', right: 'Germany' }], distractors: ['Denmark'] }, ['stem', 'pairs.0.left', 'pairs.0.right', 'distractors.0']],
    ['steps', { type: 'ordering', stem: 'Order.', order: ['Look', 'Read'] }, ['stem', 'order.0', 'order.1']],
    ['a unit, and no number', { type: 'numeric', stem: 'How wide?', value: 125, unit: 'mm' }, ['stem', 'unit']],
    ['reasons, and no decision', { type: 'decision', stem: 'What now?', right: 'refuse', reasons: [{ text: 'It is false', right: true }] }, ['stem', 'reasons.0.text']],
    ['a rubric with its guidance and the model, and no points', { type: 'essay', stem: 'Report.', rubric: [{ text: 'Facts', points: 3, guidance: 'All five' }], words: 100, model: 'I saw …' }, ['stem', 'rubric.0.text', 'rubric.0.guidance', 'model']],
    ['of a practical the rubric', { type: 'practical', stem: 'Examine.', rubric: [{ text: 'Tilts it', points: 1 }] }, ['stem', 'rubric.0.text']],
    ['of a picture the question, and no area', { type: 'hotspot', stem: 'Where?', areas: ['photo'], drawn: [], senses: 'It is for the eyes.' }, ['stem']],
    ['of a picture what its author drew is called, and not where it lies', { type: 'hotspot', stem: 'Where?', drawn: [{ label: 'The thread', shape: { kind: 'ellipse', cx: 0.5, cy: 0.5, rx: 0.1, ry: 0.1 } }] }, ['stem', 'drawn.0.label']],
    ['of an exercise on the zone the question', { type: 'mrz', stem: 'Compute.', mrz: { kind: 'split' } }, ['stem']],
  ])('is %s', (_sentence, question, paths) => expect(linesOf(question).map(({ path }) => path)).toEqual(paths));

  it('is named while it is missing', () => {
    expect(missingIn(choice).map(({ path }) => path)).toHaveLength(6);
    expect(missingIn(choice, { ...arabic, stem: '  ' }).map(({ path }) => path)).toEqual(['stem', 'options.0.because', 'feedback']);
  });
});

describe('a translation while it is written', () => {
  it('takes a text where it stands', () => {
    expect(withSaid({ stem: '' }, 'options.1.text', 'واحد').options).toEqual([undefined, { text: 'واحد' }]);
    expect(said(withSaid(arabic, 'options.1.because', 'لأن'), 'options.1.because')).toBe('لأن');
  });

  it('says a right side that pairs share once for all of them', () => {
    const shared: Spoken = { type: 'matching', stem: 'Match.', pairs: [{ left: 'D', right: 'Germany' }, { left: 'F', right: 'France' }, { left: 'DE', right: 'Germany' }] };
    expect(spokenWith(shared, { stem: '' }, 'pairs.2.right', 'ألمانيا').pairs).toEqual([{ right: 'ألمانيا' }, undefined, { right: 'ألمانيا' }]);
  });

  it('is sent with what it needs and what was written, and not at all while nothing is', () => {
    expect(sentOf({ ...choice, translations: { ar: { ...arabic, feedback: '' }, fr: { stem: ' ', options: [] } } })).toEqual({ translations: { ar: arabic } });
    expect(sentOf({ ...choice, translations: { ar: { stem: 'أيّ؟' } } }).translations?.ar?.options).toEqual([{ text: '' }, { text: '' }, { text: '' }]);
    expect(sentOf({ type: 'short_text', stem: 'Which?', accept: ['Utopia'], translations: { ar: { stem: 'أيّ؟', accept: ['يوتوبيا', ''] } } }).translations).toEqual({ ar: { stem: 'أيّ؟', accept: ['يوتوبيا'] } });
    expect(writtenOf({ ...choice, code: 'Q-001', tags: 'm1', translations: { ar: arabic } })).toMatchObject({ code: 'Q-001', translations: { ar: arabic } });
    expect(writtenOf({ ...choice, code: 'Q-001', tags: 'm1', translations: {} })).not.toHaveProperty('translations');
  });

  it('follows the question: what is taken away, moved or added there', () => {
    const options = choice.options ?? [];
    const after = (changed: typeof options) => followed({ ...choice, translations: { ar: arabic } }, { options: changed }).translations?.ar?.options;
    expect(after(options.filter((_, at) => at !== 1))).toEqual([arabic.options[0], arabic.options[2]]);
    expect(after([...options, { text: '' }])).toEqual([...arabic.options, '']);
    expect(after(options.map((one, at) => (at === 1 ? { text: '31 March' } : one)))).toEqual(arabic.options);
    const steps: Spoken = { type: 'ordering', stem: 'Order.', order: ['a', 'b', 'c'], translations: { ar: { stem: 'رتّب', order: ['أ', 'ب', 'ج'] } } };
    expect(followed(steps, { order: ['a', 'c', 'b'] }).translations?.ar?.order).toEqual(['أ', 'ج', 'ب']);
    expect(followed(steps, { order: ['b', 'c'] }).translations?.ar?.order).toEqual(['ب', 'ج']);
    expect(followed(steps, { stem: 'Put in order.' })).toEqual({});
  });
});
