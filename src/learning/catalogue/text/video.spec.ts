import { readText } from './read-text.js';
import { specimenWeight, weighText, within } from './weigh.js';

const [low, high, sound] = ['3f2c6a9e-0000-4000-8000-000000000144', '3f2c6a9e-0000-4000-8000-000000000480', '3f2c6a9e-0000-4000-8000-00000000000a'];
const captions = 'captions: en\nWEBVTT\n\n00:00.500 --> 00:02.000\nHold the page flat.\n';
const transcript = 'transcript:\nThe page lies **flat**. Then [see](lesson:next).\n';
const film = (head = `title: Tilting the page\n144p: ${low}\n`, rest = `${captions}${transcript}`) => `\`\`\`video\n${head}${rest}\`\`\``;
const faultsOf = (body: string) => readText(body).faults.map(({ line, message }) => `${line}: ${message}`);

describe('a video in a lesson', () => {
  it('names its files, its captions by language, and what it says in words', () => {
    const arabic = 'captions: ar\n\nWEBVTT\n\n00:00.500 --> 00:02.000\nأمسك الصفحة.\n';
    const body = film(`title: Tilting the page\n480p: ${high}\n144p: ${low}\naudio: ${sound}\nposter: specimen:td3-genuine/tilt\n`, `${captions}${arabic}\n${transcript}`);
    expect(readText(`Before.\n\n${body}\n\nAfter.`)).toEqual({
      faults: [],
      steps: [{ title: '', blocks: [
        { type: 'paragraph', text: [{ text: 'Before.' }] },
        {
          type: 'video', title: 'Tilting the page', poster: 'specimen:td3-genuine/tilt', files: [{ quality: '144p', document: low }, { quality: '480p', document: high }, { quality: 'audio', document: sound }],
          captions: [{ language: 'en', cues: [{ start: 500, end: 2_000, text: 'Hold the page flat.' }] }, { language: 'ar', cues: [{ start: 500, end: 2_000, text: 'أمسك الصفحة.' }] }],
          transcript: [{ type: 'paragraph', text: [{ text: 'The page lies ' }, { text: 'flat', strong: true }, { text: '. Then ' }, { text: 'see', href: 'lesson:next' }, { text: '.' }] }],
        },
        { type: 'paragraph', text: [{ text: 'After.' }] },
      ] }],
    });
  });

  it('needs no captions where there is nothing to hear, or nothing to see', () => {
    expect(readText(film(`title: A silent one\n144p: ${low}\nsound: none\n`, transcript)).steps[0]?.blocks[0]).toMatchObject({ type: 'video', silent: true, captions: [] });
    expect(readText(film(`title: An interview\naudio: ${sound}\n`, transcript)).steps[0]?.blocks[0]).toMatchObject({ type: 'video', files: [{ quality: 'audio' }] });
  });

  it.each([
    [film('', captions + transcript), ['2: A video has a title', '2: A video names a document']],
    [film(`title: x\n144p: ${low}\n`, captions), ['8: A video needs its transcript']],
    [film(`title: x\n144p: ${low}\n`, `${captions}transcript:\n\n`), [': A video needs its transcript']],
    [film(`title: x\n144p: ${low}\n`, transcript), ['2: A video with sound needs captions']],
    [film(`title: x\n144p: https://example.org/film.mp4\n`), ['3: “144p” names a document']],
    [film(`title: x\n144p: ${low}\n480p: ${low}\n`), ['4: Each document stands once']],
    [film(`title: x\n144p: ${low}\ntitle: y\n`), ['4: “title” stands twice']],
    [film(`title: x\n144p: ${low}\nautoplay: yes\n`), ['4: In a block “video”']],
    [film(`title: x\n144p: ${low}\nposter: https://example.org/a.png\n`), ['4: The picture of a video']],
    [film(`title: x\n144p: ${low}\nsound: loud\n`), ['4: Of the sound only']],
    [film(`title: x\n144p: ${low}\n`, `captions: English\nWEBVTT\n\n00:00.500 --> 00:02.000\nx\n${transcript}`), ['4: Captions name their language']],
    [film(`title: x\n144p: ${low}\n`, `${captions}${captions}${transcript}`), ['9: There are two captions']],
    [film(`title: x\n144p: ${low}\n`, `captions: en\nWEBVTT\n\n00:03.000 --> 00:02.000\nx\n${transcript}`), ['7: A cue ends after it begins']],
    [film(`title: x\n144p: ${low}\n`, `${captions}transcript:\nWords.\n\n##### Deep\n`), ['12: Headings within a step']],
    [film(`title: x\n144p: ${low}\n`, `${captions}transcript:\n## A step\n\nWords.\n`), [': A transcript is words alone']],
  ])('tells the author of %j', (body, faults) => expect(faultsOf(body)).toEqual(faults.map((fault) => expect.stringContaining(fault) as string)));

  it('tells of no live block in a transcript as if it were one', () => {
    const body = `\`\`\`\`video\ntitle: x\naudio: ${sound}\ntranscript:\nWords.\n\n\`\`\`question\ncode: M1-1\n\`\`\`\n\`\`\`\`\n`;
    expect(faultsOf(body)).toEqual([expect.stringContaining('A transcript is words alone')]);
    expect(JSON.stringify(readText(body).steps)).not.toContain('question');
  });

  it('weighs what its words and the picture in its place weigh', () => {
    const body = film(`title: x\n144p: ${low}\nposter: specimen:td3-genuine/tilt\n`);
    const { steps } = readText(body);
    expect(weighText(body, steps, specimenWeight).bytes).toBe(Buffer.byteLength(body) + (specimenWeight('td3-genuine', 'tilt') ?? 0));
    expect([...within(steps[0]?.blocks ?? [])].map(({ type }) => type)).toEqual(['video', 'paragraph']);
    const none = film(`title: x\n144p: ${low}\nposter: specimen:nowhere/tilt\n`);
    expect(weighText(none, readText(none).steps, specimenWeight).faults).toEqual([{ line: 4, message: expect.stringContaining('no specimen nowhere') }]);
  });
});
