import type { Cue, TextFault } from './blocks.js';

/** Bounds of the captions of one film in one language. */
export const captionBounds = { cues: 1_000, characters: 200, lines: 3, hours: 4 } as const;

const timing = /^(?:(\d{2,3}):)?([0-5]\d):([0-5]\d)\.(\d{3})[ \t]+-->[ \t]+(?:(\d{2,3}):)?([0-5]\d):([0-5]\d)\.(\d{3})(?:[ \t]+(.*))?$/;
/** Where a cue stands is the player's to choose; what says otherwise is read and left. */
const settings = /^(?:(?:vertical|line|position|size|align|region):\S+[ \t]*)*$/;
const marks = /<\/?(?:[ibu]|v(?:[ \t][^<>\n]+)?)>/g;

/**
 * Reads captions in WebVTT (W3C, 2019), strictly: in order, none over another, none empty. Styles and regions are refused, notes and settings are left out.
 * @param line that of the first line, as its author counts
 */
export function readCaptions(text: string, line: number): { cues: Cue[]; faults: TextFault[] } {
  const faults: TextFault[] = [];
  const cues: Cue[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const tell = (at: number, message: string) => void faults.push({ line: line + at, message });
  let at = lines.findIndex((one) => one.trim() !== '');
  if (at < 0) return { cues, faults: [{ line, message: 'The captions are empty. Paste a file that begins with “WEBVTT”.' }] };
  if (!/^WEBVTT(?:[ \t].*)?$/.test(lines[at] ?? '')) tell(at, 'Captions begin with a line “WEBVTT”. Other kinds, SubRip for one, are converted first.');
  while (at < lines.length && lines[at]?.trim() !== '') at += 1;
  while (at < lines.length) {
    if (lines[at]?.trim() === '') {
      at += 1;
      continue;
    }
    let end = at;
    while (end < lines.length && lines[end]?.trim() !== '') end += 1;
    const found = cueIn(lines.slice(at, end), cues.at(-1));
    if (found && 'off' in found) tell(at + found.off, found.message);
    else if (found) cues.push(found);
    at = end;
    if (faults.length >= 10) return { cues, faults };
  }
  if (cues.length > captionBounds.cues) tell(0, `Captions have at most ${captionBounds.cues} cues. Make two films of it.`);
  if (cues.length === 0 && faults.length === 0) tell(0, 'There is no cue in the captions: “00:01.000 --> 00:03.500”, and the words below it.');
  return { cues: cues.slice(0, captionBounds.cues), faults };
}

interface Wrong {
  /** Lines below the first of the block. */
  off: number;
  message: string;
}

/** What a block between two empty lines says; null for a note. */
function cueIn(block: readonly string[], before: Cue | undefined): Cue | Wrong | null {
  const [first = ''] = block;
  if (/^NOTE(?:[ \t]|$)/.test(first)) return null;
  if (/^(?:STYLE|REGION)\s*$/.test(first)) return { off: 0, message: 'Captions have no styles and regions here: take this block out.' };
  const off = first.includes('-->') ? 0 : 1;
  const said = block[off];
  if (!said?.includes('-->')) return { off: 0, message: 'A cue begins with its times: “00:01.000 --> 00:03.500”.' };
  const found = timing.exec(said.trim());
  if (!found) return { off, message: /\d,\d{3}/.test(said) ? 'Times have a full stop before the milliseconds: “00:01.000 --> 00:03.500”.' : 'Times are written “00:01.000 --> 00:03.500”, with hours in front where there are any.' };
  if (!settings.test(found[9] ?? '')) return { off, message: 'Behind the times stand settings alone, like “align:start”.' };
  const [start, end] = [moment(found.slice(1, 5)), moment(found.slice(5, 9))];
  if (end <= start) return { off, message: 'A cue ends after it begins.' };
  if (end > captionBounds.hours * 3_600_000) return { off, message: `A film of a lesson has at most ${captionBounds.hours} hours.` };
  if (before && start < before.start) return { off, message: 'Cues stand in the order of their times.' };
  if (before && start < before.end) return { off, message: 'This cue begins before the one above it has ended.' };
  const words = block.slice(off + 1).map((one) => one.trim());
  const text = words.join('\n');
  const bare = text.replaceAll(marks, '');
  if (bare.trim() === '') return { off, message: 'This cue says nothing.' };
  if (/[<>]/.test(bare)) return { off: off + 1, message: 'Marks in a cue are <v Name>, <i>, <b> and <u>; write &lt; for the sign itself.' };
  if (words.length > captionBounds.lines || bare.length > captionBounds.characters) return { off, message: `A cue has at most ${captionBounds.lines} lines and ${captionBounds.characters} characters, or nobody can read it in time.` };
  return { start, end, text };
}

const moment = ([hours, minutes, seconds, thousandths]: readonly (string | undefined)[]): number => Number(hours ?? 0) * 3_600_000 + Number(minutes) * 60_000 + Number(seconds) * 1_000 + Number(thousandths);
