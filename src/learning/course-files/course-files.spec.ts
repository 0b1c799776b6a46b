import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { courseCommand } from './course-command.js';
import { specimensKnown } from './known.js';
import { readCourse } from './read-course.js';

const shipped = join(dirname(fileURLToPath(import.meta.url)), '../../../config/courses/doc-101');

/** What is wrong once a file of the shipped course was changed, as an operator reads it. */
async function faultsAfter(file: string, change: (text: string) => string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'course-'));
  try {
    await cp(shipped, folder, { recursive: true });
    const text = await readFile(join(folder, file), 'utf8').catch(() => '');
    const changed = change(text);
    if (changed === text) throw new Error(`${file} was not changed: the words to change are not in it any more`);
    await writeFile(join(folder, file), changed);
    const { course, faults } = await readCourse(folder, specimensKnown);
    expect(course === null).toBe(faults.length > 0);
    return faults.map((fault) => `${fault.file}:${fault.line} ${fault.message}`);
  } finally {
    await rm(folder, { recursive: true });
  }
}
const lineIn = async (file: string, words: string) => 1 + (await readFile(join(shipped, file), 'utf8')).split('\n').findIndex((line) => line.includes(words));
const with_ = (from: string, to: string) => (text: string) => text.replace(from, to);

describe('the course that is shipped', () => {
  it('passes its own check', async () => expect((await readCourse(shipped, specimensKnown)).faults).toEqual([]));

  it('shows trainees texts in the languages it names, and keeps others as drafts', async () => {
    const states = async () => {
      const { course } = await readCourse(folder, specimensKnown);
      return (course?.parts ?? []).flatMap(({ lessons }) => lessons.flatMap(({ texts }) => texts.filter(({ language }) => language !== 'en').map(({ language, state }) => `${language} ${state}`)));
    };
    const folder = await mkdtemp(join(tmpdir(), 'course-'));
    await cp(shipped, folder, { recursive: true });
    expect(await states()).toEqual(['ar checked', 'ar checked', 'ar checked']);
    await writeFile(join(folder, 'course.yaml'), (await readFile(join(folder, 'course.yaml'), 'utf8')).replace('partly: [ar]\n', ''));
    expect(await states()).toEqual(['ar draft', 'ar draft', 'ar draft']);
    await rm(folder, { recursive: true });
  });

  it('gives questions the languages that are checked, and no others', async () => {
    const translated = async () => ((await readCourse(folder, specimensKnown)).course?.questions ?? []).filter(({ translations }) => translations !== undefined).map(({ code }) => String(code));
    const folder = await mkdtemp(join(tmpdir(), 'course-'));
    await cp(shipped, folder, { recursive: true });
    expect((await translated()).length).toBeGreaterThanOrEqual(17);
    expect((await translated()).filter((code) => !code.startsWith('M1-'))).toEqual([]);
    await writeFile(join(folder, 'course.yaml'), (await readFile(join(folder, 'course.yaml'), 'utf8')).replace('partly: [ar]\n', ''));
    expect(await translated()).toEqual([]);
    await rm(folder, { recursive: true });
  });

  it('reads the same twice', async () => expect(await readCourse(shipped, specimensKnown)).toEqual(await readCourse(shipped, specimensKnown)));

  it('says whose folder is no course', async () => {
    const { faults } = await readCourse(join(shipped, 'm1'), specimensKnown);
    expect(faults).toEqual([{ file: 'course.yaml', line: 1, message: 'There is no such file here. A course is a folder with a course.yaml in it.' }]);
  });
});

describe('a fault in a course is told with file, line and a sentence', () => {
  it.each<[string, string, (text: string) => string, string | null, string]>([
    ['YAML that is none', 'course.yaml', with_('title: Travel', 'title: "Travel'), null, 'This is no YAML'],
    ['a key twice', 'course.yaml', with_('passMark: 80\n', 'passMark: 80\npassMark: 70\n'), null, 'This is no YAML: Map keys must be unique'],
    ['an unknown key', 'course.yaml', with_('offline: true', 'colour: blue\noffline: true'), 'offline: true', 'colour: There is no member "colour" here.'],
    ['a missing key', 'course.yaml', with_('entry: open\n', ''), null, 'entry:'],
    ['an unknown key of a lesson', 'course.yaml', with_('{ code: m1-2, file', '{ code: m1-2, author: me, file'), 'code: m1-2', 'parts.0.lessons.1.author: There is no member "author" here.'],
    ['a pass mark beyond a hundred', 'course.yaml', with_('passMark: 80\n', 'passMark: 101\n'), 'passMark: 80', 'passMark: PassMark must not be greater than 100'],
    ['two lessons with one code', 'course.yaml', with_('code: m1-2', 'code: m1-1'), 'code: m1-2', 'The code m1-1 is given to two lessons.'],
    ['a lesson that is neither text nor quiz', 'course.yaml', with_('{ code: m1-2, file: m1/protection.md, minutes: 18 }', '{ code: m1-2, minutes: 18 }'), 'code: m1-2', 'has either a file to read or a quiz'],
    ['a file that is not there', 'course.yaml', with_('m1/protection.md', 'm1/protections.md'), 'm1/protection.md', 'There is no file m1/protections.md.'],
    ['a file outside of the folder', 'course.yaml', with_('m1/protection.md', '../m1/protection.md'), 'm1/protection.md', 'lies in the folder of the course'],
    ['a language that is promised and missing', 'course.yaml', with_('languages: [en]', 'languages: [en, id]'), 'm1/where-you-stand.md', 'there is no m1/where-you-stand.id.md'],
    ['a translation that names what is not there', 'm1/where-you-stand.ar.md', with_('code: M1-P01', 'code: M1-P91'), 'code: M1-P01', 'There is no question M1-P91 in the bank.'],
    ['minutes of a part that do not add up', 'course.yaml', with_('code: m1-1, file: m1/where-you-stand.md, minutes: 15', 'code: m1-1, file: m1/where-you-stand.md, minutes: 25'), 'minutes: 60', 'promises 60 minutes, and its lessons take 70'],
    ['minutes of the course that do not add up', 'course.yaml', with_('minutes: 780', 'minutes: 700'), 'minutes: 780', 'The course promises 700 minutes, and its parts take 780.'],
    ['an examination that draws too many', 'course.yaml', with_('draw: 3, tags: [m1, exam]', 'draw: 30, tags: [m1, exam]'), 'tags: [m1, exam]', 'draws 30, for which an examination wants 90, and the bank holds'],
    ['an examination that draws what was practised', 'course.yaml', with_('draw: 3, tags: [m1, exam]', 'draw: 3, tags: [m1]'), 'tags: [m1, exam]', 'draws questions that stand in lessons'],
    ['a quiz without questions', 'course.yaml', with_('tags: [m7, practice]', 'tags: [m7, practise]'), 'tags: [m7, practice]', 'draws 5, and the bank holds 0 tagged m7 and practise'],
    ['a quiz with fewer points than it asks for', 'course.yaml', with_('drill-split], least: 3', 'drill-split], least: 6'), 'drill-split], least: 3', 'asks for 6 points of 5'],

    ['a lesson without a title', 'm3/check-digits.md', with_('# Check digits by hand', 'Check digits by hand'), '# Check digits', 'The first line of a lesson is its title'],
    ['HTML that wants to be markup is words, but a heading of the first level is refused', 'm3/check-digits.md', with_('## Doing it at the desk', '# Doing it at the desk'), '## Doing it at the desk', 'Headings begin with two signs'],
    ['a link that leads elsewhere', 'm3/check-digits.md', with_('You never need', '[You](http://example.org) never need'), 'You never need', 'Links lead to https'],
    ['a link to no lesson', 'm3/what-it-does-not-prove.md', with_('lesson:m3-2', 'lesson:m3-9'), 'lesson:m3-2', 'There is no lesson m3-9 in this course.'],
    ['a question that is not in the bank', 'm3/check-digits.md', with_('code: M3-P03', 'code: M3-P93'), 'code: M3-P03', 'There is no question M3-P93 in the bank.'],
    ['a question of the examination in a lesson', 'm3/check-digits.md', with_('code: M3-P03', 'code: M3-005'), 'code: M3-P03', 'M3-005 is kept for the examination'],
    ['an exercise of no kind', 'm3/check-digits.md', with_('kind: check-digit', 'kind: checkdigit'), 'kind: check-digit', 'There is no exercise of the kind checkdigit'],
    ['a specimen that is not drawn', 'm6/data-page.md', with_('](specimen:td3-photo/white)', '](specimen:td9-photo/white)'), '](specimen:td3-photo/white)', 'There is no specimen td9-photo in the light white.'],
    ['a light a specimen has not', 'm5/printing.md', with_('specimen:print-offset/loupe', 'specimen:print-offset/uv'), 'specimen:print-offset/loupe', 'There is no specimen print-offset in the light uv.'],
    ['a lesson too heavy for a slow line', 'm1/evidence.md', (text) => `${text}\n\n${['td3-genuine', 'td3-photo', 'td3-laminate', 'td3-expiry', 'td3-mrz', 'td3-number', 'td3-inkjet', 'td3-uv-bright'].map((id) => `\`\`\`bench\nspecimen: ${id}\nlights: white, uv, ir, transmitted, tilt, loupe\n\`\`\``).join('\n\n')}\n`, '# A document', 'at most 500 kB reach a slow post'],
    ['a title in the leading language beside the title', 'course.yaml', with_('titles: { ar: أنواع الوثائق }', 'titles: { en: Kinds }'), 'titles: { ar: أنواع الوثائق }', 'The title in “en” is the title itself.'],
    ['a title where a file has one', 'course.yaml', with_('{ code: m1-2, file: m1/protection.md,', '{ code: m1-2, titles: { ar: الحماية }, file: m1/protection.md,'), 'code: m1-2', 'The title of m1-2 in “ar” is the first line of m1/protection.ar.md.'],
    ['titles that are none', 'course.yaml', with_('titles: { ar: أنواع الوثائق }', 'titles: { Arabic: x }'), 'titles: { ar: أنواع الوثائق }', 'Titles are texts of 1 to 200 characters by language'],
    ['a text that no lesson names', 'm1/left-over.md', () => '# Left over\n\nWords.\n', null, 'No lesson of course.yaml names this file.'],

    ['a bank that is no list', 'bank/m7.yaml', () => 'questions: none\n', null, 'A file of the bank is a list of questions.'],
    ['an unknown key of a question', 'bank/m1.yaml', with_('stem: Which of these is the result', 'colour: red\n  stem: Which of these is the result'), 'stem: Which of these is the result', 'M1-002, colour: There is no member "colour" here.'],
    ['a type that there is not', 'bank/m1.yaml', with_('- code: M1-002\n  type: choice', '- code: M1-002\n  type: oral'), null, 'M1-002, type: There is no such type of question.'],
    ['two right options where one is asked for', 'bank/m7.yaml', with_('{ text: "DG3, the fingerprints"', '{ text: "DG1, the zone"'), null, 'The same text stands here twice.'],
    ['one code twice', 'bank/m2.yaml', with_('- code: M2-002\n', '- code: M2-001\n'), '- code: M2-002', 'The code M2-001 is given to two questions; the other stands in bank/m2.yaml, line 2.'],
    ['one code in two files', 'bank/m2.yaml', with_('- code: M2-002\n', '- code: M1-002\n'), '- code: M2-002', 'the other stands in bank/m1.yaml'],
    ['a translation of no question', 'bank/m1.ar.yaml', with_('- code: M1-002', '- code: M1-092'), '- code: M1-002', 'There is no question M1-092 in bank/m1.yaml.'],
    ['a question translated twice', 'bank/m1.ar.yaml', with_('- code: M1-002', '- code: M1-001'), '- code: M1-002', 'M1-001 is translated twice.'],
    ['a translation with an option too many', 'bank/m1.ar.yaml', with_('    - { text: "نظرة متكررة', '    - { text: "أخرى" }\n    - { text: "نظرة متكررة'), '  options:', 'M1-002, options: The question has 4 of these, and its translation 5.'],
    ['an area that the specimen has not', 'bank/m4.yaml', with_('areas: [watermark, thread]', 'areas: [watermark, threads]'), 'areas: [watermark, thread]', 'has no area threads'],
    ['a picture without words that stand for it', 'bank/m4.yaml', with_('  alternative: M4-A01\n', ''), null, 'M4-001'],
    ['words that stand for a picture and do not exist', 'bank/m4.yaml', with_('alternative: M4-A01', 'alternative: M4-A77'), '- code: M4-001', 'names M4-A77 as the question in words that stands for it, and there is none'],
    ['a picture that stands for a picture', 'bank/m4.yaml', with_('alternative: M4-A01', 'alternative: M4-002'), '- code: M4-001', 'and that is a picture too'],
    ['a question both practised and examined', 'bank/m7.yaml', with_('tags: [m7, practice, files]', 'tags: [m7, practice, exam, files]'), 'tags: [m7, practice, files]', 'what was practised is no examination'],
  ])('%s', async (_what, file, change, words, message) => {
    const faults = await faultsAfter(file, change);
    const place = words === null ? `${file}:` : `${file}:${await lineIn(file, words)} `;
    expect(faults).toContainEqual(expect.stringMatching(new RegExp(`^${escaped(place)}.*${escaped(message)}`)));
  });

  it('an essay or a practical in a test of a course at one\'s own pace, which has no assessor', async () => {
    const practical = '- code: M1-099\n  type: practical\n  tags: [m1, exam]\n  stem: Examine it.\n  rubric: [{ text: Tilts it, points: 1 }]\n  feedback: Until it changes.\n';
    expect(await faultsAfter('bank/m1.yaml', (text) => text.replace('- code: M1-P01\n', `${practical}- code: M1-P01\n`))).toEqual([expect.stringMatching(/^course\.yaml:\d+ .*may draw M1-099, which waits for an assessor/)]);
  });

  it('a question that is not there in a language the course is offered in', async () => {
    const faults = await faultsAfter('course.yaml', (text) => text.replace('languages: [en]', 'languages: [en, ar]').replace('partly: [ar]\n', ''));
    expect(faults).toContainEqual(expect.stringMatching(/^bank\/m2\.yaml:\d+ The course is offered in “ar”, and M2-001 is not translated\./));
    expect(faults.join()).not.toContain('M1-001');
  });

  it('all at once, by file and line', async () => {
    const faults = await faultsAfter('course.yaml', (text) => text.replace('code: m1-2', 'code: m1-1').replace('minutes: 780', 'minutes: 781').replace('tags: [m7, practice]', 'tags: [m7, nothing]'));
    expect(faults.length).toBeGreaterThanOrEqual(3);
    const lines = faults.filter((fault) => fault.startsWith('course.yaml:')).map((fault) => Number(/:(\d+) /.exec(fault)?.[1]));
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
  });

  it('never a right answer', async () => {
    const secret = 'A referral that names the observation';
    const faults = await faultsAfter('bank/m1.yaml', (text) => text.replace(`text: "${secret}", right: true`, `text: "${secret}", right: yes-it-is`));
    expect(faults).toHaveLength(1);
    expect(faults.join()).not.toContain(secret);
    expect(await readdir(join(shipped, 'bank'))).toHaveLength(11);
  });
});

describe('the operator\'s command', () => {
  const run = async (...args: string[]) => {
    const said: string[] = [];
    const opened: string[] = [];
    const well = await courseCommand(args, (text) => said.push(text), async () => void opened.push('the portal'));
    return { well, said: said.join('\n'), opened };
  };

  it('checks without a database, and says what it found', async () => {
    expect(await run('check', shipped)).toEqual({ well: true, opened: [], said: expect.stringMatching(/^DOC-101, “Travel Document Examination, Introduction”: 9 parts, 41 lessons, \d+ questions, 780 minutes\. Everything fits\.$/) });
  });

  it('enters nothing that has a fault', async () => {
    const { well, said, opened } = await run('enter', join(shipped, 'm1'), '--originator', 'AUS');
    expect({ well, opened }).toEqual({ well: false, opened: [] });
    expect(said).toMatch(/^course\.yaml:1 {2}There is no such file here\..*\n1 to mend\. Nothing was entered\.$/s);
  });

  it('opens the portal to enter', async () => expect((await run('enter', shipped, '--originator', 'AUS')).opened).toEqual(['the portal']));

  it.each([[[]], [['check']], [['enter', shipped]], [['remove', shipped]], [['enter', shipped, '--originator', 'AUS', '--tlp', 'red']]])('refuses %j, and says how it is called', async (args) => {
    await expect(run(...args)).rejects.toMatchObject({ status: 400, detail: expect.stringContaining('course enter <folder> --originator <party>') });
  });
});

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
