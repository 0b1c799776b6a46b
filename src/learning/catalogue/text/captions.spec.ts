import fc from 'fast-check';
import type { Cue } from './blocks.js';
import { captionBounds, readCaptions } from './captions.js';

const vtt = (...blocks: string[]) => ['WEBVTT', ...blocks].join('\n\n');
const faultsOf = (text: string) => readCaptions(text, 1).faults.map(({ line, message }) => `${line}: ${message}`);
const time = (ms: number) => `${String(Math.floor(ms / 3_600_000)).padStart(2, '0')}:${String(Math.floor(ms / 60_000) % 60).padStart(2, '0')}:${String(Math.floor(ms / 1_000) % 60).padStart(2, '0')}.${String(ms % 1_000).padStart(3, '0')}`;
const written = (cues: readonly Cue[]) => vtt(...cues.map(({ start, end, text }) => `${time(start)} --> ${time(end)}\n${text}`));

describe('captions', () => {
  it('are read with notes, names of cues, settings and marks', () => {
    expect(readCaptions('\uFEFFWEBVTT - made by hand\nLanguage: en\n\nNOTE for whoever translates\nwithout end\n\none\n00:01.000 --> 00:02.500 align:start line:0\n<v Officer>Hold it <i>flat</i>.\nThen tilt.\n\n00:02.500 --> 01:00:03.000\n&lt; is a sign\n', 1)).toEqual({
      faults: [], cues: [{ start: 1_000, end: 2_500, text: '<v Officer>Hold it <i>flat</i>.\nThen tilt.' }, { start: 2_500, end: 3_603_000, text: '&lt; is a sign' }],
    });
  });

  it.each([
    ['', '1: The captions are empty'], ['1\n00:00:01,000 --> 00:00:02,000\nx', '1: Captions begin with a line “WEBVTT”'], ['WEBVTT', '1: There is no cue'],
    [vtt('00:01,000 --> 00:02,000\nx'), '3: Times have a full stop'], [vtt('one\n00:01.000 -> 00:02.000\nx'), '3: A cue begins with its times'], [vtt('1:01.000 --> 00:02.000\nx'), '3: Times are written'], [vtt('00:61.000 --> 00:62.000\nx'), '3: Times are written'],
    [vtt('00:02.000 --> 00:02.000\nx'), '3: A cue ends after it begins'], [vtt('00:01.000 --> 00:03.000\nx', 'name\n00:02.000 --> 00:04.000\ny'), '7: This cue begins before the one above'], [vtt('00:05.000 --> 00:06.000\nx', '00:01.000 --> 00:02.000\ny'), '6: Cues stand in the order'],
    [vtt('00:01.000 --> 00:02.000'), '3: This cue says nothing'], [vtt('00:01.000 --> 00:02.000\n<i></i>'), '3: This cue says nothing'], [vtt('00:01.000 --> 00:02.000\n<script>'), '4: Marks in a cue'], [vtt('00:01.000 --> 00:02.000\na < b'), '4: Marks in a cue'],
    [vtt('STYLE\n::cue { color: red }', '00:01.000 --> 00:02.000\nx'), '3: Captions have no styles'], [vtt('00:01.000 --> 00:02.000 onclick=x\nx'), '3: Behind the times'], [vtt('00:01.000 --> 05:00:00.000\nx'), '3: A film of a lesson has at most 4 hours'],
    [vtt(`00:01.000 --> 00:02.000\n${'x'.repeat(captionBounds.characters + 1)}`), '3: A cue has at most'], [vtt('00:01.000 --> 00:02.000\na\nb\nc\nd'), '3: A cue has at most'],
  ])('tell the author of %j', (text, fault) => expect(faultsOf(text)).toEqual([expect.stringContaining(fault)]));

  it('say the line of the text that they stand in', () => {
    expect(readCaptions(vtt('00:02.000 --> 00:01.000\nx'), 21).faults).toEqual([{ line: 23, message: 'A cue ends after it begins.' }]);
  });

  it('have bounds', () => {
    const many = Array.from({ length: captionBounds.cues + 1 }, (_, index) => ({ start: index * 1_000, end: index * 1_000 + 900, text: 'x' }));
    expect(readCaptions(written(many), 1)).toMatchObject({ faults: [{ message: expect.stringContaining('at most 1000 cues') }] });
    expect(readCaptions(vtt(...Array.from({ length: 500 }, () => 'x')), 1).faults).toHaveLength(10);
  });

  it('are read as they were written, whatever they say', () => {
    const words = fc.stringMatching(/^[^\s<>]{1,20}( [^\s<>]{1,20}){0,3}$/u).filter((text) => !text.includes('-->') && text.trim() === text);
    const lengths = fc.array(fc.tuple(fc.nat(5_000), fc.integer({ min: 1, max: 9_000 }), words), { minLength: 1, maxLength: 40 });
    fc.assert(fc.property(lengths, (parts) => {
      let at = 0;
      const cues = parts.map(([pause, length, text]) => ({ start: at + pause, end: (at += pause + length), text }));
      expect(readCaptions(written(cues), 1)).toEqual({ cues, faults: [] });
    }));
  });

  it('are in order and clean, whatever is pasted', () => {
    const piece = fc.oneof(fc.constantFrom('WEBVTT', '\n', '\n\n', '-->', ' --> ', '00:01.000', '00:02.000', '00:01.000 --> 00:02.000', '\n00:03.000 --> 00:04.000\n', '<v A>', '<script>', '&', 'NOTE', 'STYLE', '\r'), fc.string({ maxLength: 8 }));
    fc.assert(fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const { cues, faults } = readCaptions(pieces.join(''), 1);
      expect(cues.length + faults.length).toBeGreaterThan(0);
      for (const [index, { start, end, text }] of cues.entries()) {
        expect(end).toBeGreaterThan(start);
        expect(start).toBeGreaterThanOrEqual(cues[index - 1]?.end ?? 0);
        expect(text.replaceAll(/<\/?(?:[ibu]|v(?:[ \t][^<>\n]+)?)>/g, '')).not.toMatch(/[<>]/);
      }
    }), { numRuns: 1_000 });
  });
});
