import { readText } from '../../../../../src/learning/catalogue/text/read-text';
import { emptyDraft, wordsOf, written, type Draft } from './draft';

const vtt = '\uFEFFWEBVTT\r\n\r\none\r\n00:00.000 --> 00:01.000\r\n<v Officer>Hold it <i>flat</i>.\r\n\r\n00:01.000 --> 00:02.000\r\nThen tilt.\r\n\r\n00:02.000 --> 00:03.000\r\n<v Trainee>It is\r\ngreen &amp; gold.\r\n';
const whole: Draft = {
  title: ' Tilting ', files: { '144p': '3f2c6a9e-0000-4000-8000-000000000144', audio: '3f2c6a9e-0000-4000-8000-00000000000a' }, poster: 'specimen:td3-genuine/tilt', silent: false,
  captions: [{ language: 'en', text: vtt }, { language: 'ar', text: '' }], transcript: 'Words.\n\n```\nP<UTO\n```\n',
};

describe('a video that is filled in', () => {
  it('is written as the reader of lessons reads it, with a fence that its transcript does not end', () => {
    const { text } = written(whole);
    expect(text.startsWith('````video\n')).toBe(true);
    const { steps, faults } = readText(text);
    expect(faults).toEqual([]);
    expect(steps[0]?.blocks).toEqual([expect.objectContaining({ type: 'video', title: 'Tilting', poster: 'specimen:td3-genuine/tilt', captions: [expect.objectContaining({ language: 'en' })], transcript: [{ type: 'paragraph', text: [{ text: 'Words.' }] }, { type: 'zone', lines: ['P<UTO'] }] })]);
  });

  it('knows the field that each fault comes from', () => {
    const faulty = { ...whole, files: { '144p': 'nowhere' }, captions: [{ language: 'en', text: 'WEBVTT\n\n00:02.000 --> 00:01.000\nx' }], transcript: '' };
    const { text, places } = written(faulty);
    expect(readText(text).faults.map(({ line }) => places[line - 1])).toEqual(['144p', 'captions-0', 'transcript']);
    expect(readText(written(emptyDraft('en')).text).faults.length).toBeGreaterThan(1);
  });

  it('lends the words of its captions to the transcript, speaker by speaker', () => {
    expect(wordsOf(vtt)).toBe('**Officer:** Hold it flat. Then tilt.\n\n**Trainee:** It is green & gold.');
    expect(wordsOf('WEBVTT\n')).toBe('');
  });
});
