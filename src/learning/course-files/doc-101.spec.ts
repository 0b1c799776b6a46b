import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readText } from '../catalogue/text/read-text.js';
import { checkDigit } from '../mrz/check-digit.js';
import { readZone } from '../mrz/index.js';
import { alteredIn, drawSpecimen } from '../specimens/index.js';
import { specimensKnown } from './known.js';
import { type CourseFiles, readCourse } from './read-course.js';

interface Written {
  code: string;
  type: string;
  tags: string[];
  stem: string;
  critical?: boolean;
  feedback?: string;
  value?: number;
  figure?: { specimen: string; light: string };
  questioned?: { specimen: string; light: string };
  areas?: string[];
  right?: string;
  options?: { text: string; right?: boolean; because?: string }[];
  reasons?: { text: string; right?: boolean }[];
}

const read = async (): Promise<CourseFiles> => {
  const { course, faults } = await readCourse(join(dirname(fileURLToPath(import.meta.url)), '../../../config/courses/doc-101'), specimensKnown);
  if (!course) throw new Error(`DOC-101 has faults: ${JSON.stringify(faults)}`);
  return course;
};
const course = await read();
const questions = course.questions as unknown as Written[];
const tagged = (...tags: string[]) => questions.filter((question) => tags.every((tag) => question.tags.includes(tag)));
const bodies = course.parts.flatMap(({ lessons }) => lessons.flatMap(({ texts }) => texts.filter(({ language }) => language === 'en').map(({ file, body }) => ({ file, body }))));
const exam = course.parts.flatMap(({ lessons }) => lessons).find(({ code }) => code === 'exam')?.quiz;

describe('DOC-101', () => {
  it('has nine modules of the length that was promised, thirteen hours in all', () => {
    expect(course.parts.map(({ minutes }) => minutes)).toEqual([60, 60, 120, 120, 90, 120, 60, 60, 90]);
    expect(course).toMatchObject({ code: 'DOC-101', mode: 'self_paced', minutes: 13 * 60, passMark: 80, certificateMonths: 36 });
  });

  it('ends with an hour of forty questions, three attempts a day apart', () => {
    expect(exam).toMatchObject({ minutes: 60, passMark: 80, attempts: 3, cooldownHours: 24 });
    expect(exam?.sections.map(({ draw }) => draw)).toEqual([3, 3, 8, 7, 4, 7, 3, 2, 3]);
    for (const { draw, tags } of exam?.sections ?? []) expect(tagged(...tags).length).toBeGreaterThanOrEqual(3 * draw);
  });

  it('has at least a hundred and twenty questions for the examination, of all ten types, and others to practise on', () => {
    expect(tagged('exam').length).toBeGreaterThanOrEqual(120);
    expect(tagged('practice').length).toBeGreaterThanOrEqual(60);
    expect(new Set(tagged('exam').map(({ type }) => type))).toEqual(new Set(['choice', 'choices', 'matching', 'ordering', 'numeric', 'short_text', 'hotspot', 'compare', 'mrz', 'decision']));
    for (const question of questions) expect({ code: question.code, module: question.tags[0] }).toEqual({ code: question.code, module: `m${question.code[1]}` });
  });

  it('lets some decisions end in a refusal, and most of them not', () => {
    const decided = questions.filter(({ type }) => type === 'decision').map(({ right }) => right);
    const times = (what: string) => decided.filter((right) => right === what).length;
    expect(times('refuse')).toBeGreaterThanOrEqual(5);
    expect(times('admit')).toBeGreaterThanOrEqual(5);
    expect(times('second_line')).toBeGreaterThan(decided.length / 2);
    // Nobody is refused without the officer's power and a word on protection in what is told.
    for (const { code, stem } of questions.filter(({ type, right }) => type === 'decision' && right === 'refuse')) {
      expect([code, /\blaw\b/.test(stem), /\bfear/.test(stem)]).toEqual([code, true, true]);
    }
  });

  it('can be finished alone: what a person would judge stands in lessons, for practice', () => {
    const judged = questions.filter(({ type }) => type === 'essay' || type === 'practical');
    expect(judged.map(({ code, tags }) => [code, exam?.sections.some((section) => section.tags.every((tag) => tags.includes(tag)))])).toEqual([['M9-P08', false]]);
  });

  it('holds as critical that an impossible date is never accepted', () => {
    const critical = questions.filter((question) => question.critical && question.tags.includes('exam'));
    expect(critical.filter(({ figure, stem }) => figure?.specimen === 'td3-impossible-date' || /31 SEP|310431/.test(stem)).length).toBeGreaterThanOrEqual(4);
    for (const { code, right } of questions.filter(({ type, figure }) => type === 'decision' && figure?.specimen === 'td3-impossible-date')) expect([code, right]).toEqual([code, 'second_line']);
  });

  it('says of every question what is to be learnt from it, and of every option why it is right or wrong', () => {
    for (const { code, feedback, options = [] } of questions) {
      expect([code, (feedback ?? '').length > 20]).toEqual([code, true]);
      expect([code, options.filter(({ because }) => (because ?? '').length < 6).map(({ text }) => text)]).toEqual([code, []]);
    }
  });

  it('gives no right option away by its length or its place', () => {
    // A pair of faces is of one person or of two: there is no third thing to say.
    const choices = questions.filter(({ type, tags }) => type === 'choice' && !tags.includes('pair'));
    const place = [0, 0, 0, 0];
    let [longest, shortest] = [0, 0];
    for (const { code, options = [] } of choices) {
      expect([code, options.length]).toEqual([code, 4]);
      const lengths = options.map(({ text }) => text.length);
      const at = options.findIndex(({ right }) => right);
      const others = lengths.filter((_length, index) => index !== at);
      place[at] = (place[at] ?? 0) + 1;
      if ((lengths[at] ?? 0) > Math.max(...others)) longest += 1;
      if ((lengths[at] ?? 0) < Math.min(...others)) shortest += 1;
    }
    // By chance each is a quarter.
    for (const times of [...place, longest, shortest]) expect(times / choices.length).toBeLessThan(0.36);
    for (const times of place) expect(times / choices.length).toBeGreaterThan(0.15);
  });

  it('asks on pictures only for what can be seen there', () => {
    for (const { code, type, figure, questioned, areas = [], stem } of questions.filter((question) => ['hotspot', 'compare'].includes(question.type))) {
      const specimen = questioned?.specimen ?? figure?.specimen ?? '';
      const altered = alteredIn(specimen) ?? [];
      const unaltered = altered.length === 0 ? [] : areas.filter((area) => !altered.includes(area));
      const alike = questioned !== undefined && drawSpecimen(figure?.specimen ?? '', figure?.light ?? '') === drawSpecimen(questioned.specimen, questioned.light);
      expect({ code, type, unaltered, alike, stem: stem.length > 20 }).toEqual({ code, type, unaltered: [], alike: false, stem: true });
    }
  });

  it('tells of each pair of faces the truth about who is who', () => {
    const pairs = tagged('pair');
    expect(pairs).toHaveLength(20);
    for (const { code, figure, options = [] } of pairs) {
      const two = (alteredIn(figure?.specimen ?? '') ?? []).length > 0;
      expect([code, options.find(({ right }) => right)?.text]).toEqual([code, two ? 'Two people' : 'One person twice']);
    }
  });

  it('computes every check digit it states', () => {
    const stated = [...bodies.map(({ body }) => body), ...questions.map(({ stem }) => stem)].flatMap((text) => [...text.matchAll(/`([0-9A-Z<]{3,})` → (?:\*\*)?(\d)/g)].map(([, field = '', digit]) => ({ field, digit })));
    expect(stated.length).toBeGreaterThanOrEqual(8);
    for (const { field, digit } of stated) expect({ field, digit }).toEqual({ field, digit: checkDigit(field) });
    const asked = questions.filter(({ type, tags }) => type === 'numeric' && tags.includes('check-digit'));
    expect(asked.length).toBeGreaterThanOrEqual(5);
    for (const { code, stem, value } of asked) expect({ code, value: String(value) }).toEqual({ code, value: checkDigit(/`([0-9A-Z<]+)`/.exec(stem)?.[1] ?? '?') });
  });

  it('shows whole zones that are as ICAO wants them', () => {
    const zones = bodies.flatMap(({ file, body }) => readText(body).steps.flatMap(({ blocks }) => blocks.flatMap((block) => (block.type === 'zone' ? [{ file, lines: block.lines }] : []))));
    expect(zones.length).toBeGreaterThanOrEqual(6);
    for (const { file, lines } of zones) expect({ file, lines, faults: readZone(lines, new Date('2012-01-01'))?.faults }).toEqual({ file, lines, faults: [] });
    const seconds = questions.flatMap(({ code, stem }) => [...stem.matchAll(/`([0-9A-Z<]{44})`/g)].map(([, line = '']) => ({ code, line })));
    expect(seconds.length).toBeGreaterThanOrEqual(2);
    for (const { code, line } of seconds) {
      expect({ code, faults: readZone(['P<UTOTANAKA<<MIRA'.padEnd(44, '<'), line], new Date('2026-01-01'))?.faults }).toEqual({ code, faults: [] });
    }
  });

  it('counts what check digits miss as they do miss it', () => {
    const signs = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<'];
    const alike = signs.flatMap((one) => signs.filter((other) => other !== one && checkDigit(one) === checkDigit(other)));
    const text = bodies.find(({ file }) => file === 'm3/what-it-does-not-prove.md')?.body ?? '';
    expect(text).toContain(`${signs.length * (signs.length - 1)} ways to replace one of the ${signs.length} characters by another, ${alike.length} stay unseen`);
    const digits = [...'0123456789'];
    const passing = digits.flatMap((one) => digits.filter((other) => other !== one && checkDigit(`${one}${other}`) === checkDigit(`${other}${one}`)));
    expect([passing.length * 5, 90 * 5]).toEqual([50, 450]);
    expect(text).toContain('Of the 450 possible swaps of unequal neighbours in a date, 50 pass');
    for (const [, row = '', members = ''] of text.matchAll(/^\| (\d) \| ((?:`.` ?)+)\|$/gm)) {
      expect([row, [...members.matchAll(/`(.)`/g)].map(([, sign = '']) => sign)]).toEqual([row, signs.filter((sign) => checkDigit(`<<${sign}`) === row)]);
    }
  });

  it('keeps its lessons short: a step is read in two minutes, a lesson has less than 40 kB of text', () => {
    for (const { file, body } of bodies) {
      expect([file, Buffer.byteLength(body) < 40_000]).toEqual([file, true]);
      for (const step of body.split(/^## /m)) expect([file, step.slice(0, 30), step.split(/\s+/).length < 420]).toEqual([file, step.slice(0, 30), true]);
      expect([file, body.split(/^## /m).length > 2]).toEqual([file, true]);
    }
  });

  it('speaks of no real State\'s document, and of nobody as illegal', () => {
    const all = [...bodies.map(({ body }) => body), ...questions.map((question) => JSON.stringify(question))].join('\n');
    expect(all).not.toMatch(/\b(illegals\b|illegal (im)?migrant|illegal (alien|person)|bogus (asylum|refugee)|alien smuggl)/i);
    expect(all).not.toMatch(/\b(Chinese|Indian|Pakistani|Syrian|Afghan|Iraqi|Iranian|Nigerian|Vietnamese|Indonesian|Turkish|Russian|American|Australian) (passport|visa|document|identity card)/);
  });
});
