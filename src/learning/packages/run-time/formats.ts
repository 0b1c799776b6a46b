/** What a value has to be: a test of its text, answering with nothing wrong, a wrong type, or a value out of range. */
export type Verdict = 'ok' | 'type' | 'range';
export type Check = (value: string) => Verdict;

const when = (right: boolean): Verdict => (right ? 'ok' : 'type');
export const text = (most: number): Check => (value) => when([...value].length <= most || value.length <= most);
export const shaped = (shape: RegExp): Check => (value) => when(shape.test(value));
export const words = (...all: string[]): Check => (value) => when(all.includes(value));

/** A number, with its range where it has one. */
export const number = (least = -Infinity, most = Infinity): Check => (value) => {
  if (!/^-?(\d{1,20}(\.\d{0,20})?|\.\d{1,20})$/.test(value)) return 'type';
  return Number(value) < least || Number(value) > most ? 'range' : 'ok';
};

/** SCORM 1.2 knows one fault for both. */
export const asType = (check: Check): Check => (value) => when(check(value) === 'ok');
export const orBlank = (check: Check): Check => (value) => (value === '' ? 'ok' : check(value));

/** CMITimespan, `HHHH:MM:SS.SS` (SCORM 1.2 RTE 3.4.2). */
export const timespan12 = shaped(/^\d{2,4}:\d{2}:\d{2}(\.\d{1,2})?$/);
/** CMITime, a time of day. */
export const timeOfDay = shaped(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/);
/** timeinterval(second,10,2), `P1Y2M3DT4H5M6.78S` (SCORM 2004 RTE 4.1.1.7). */
export const interval = shaped(/^P(?=[\dT])(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?$/);

const moment = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2})(?::(\d{2})(?::(\d{2})(?:\.\d{1,2})?(?:Z|[+-](?:[01]\d|2[0-3])(?::[0-5]\d)?)?)?)?)?)?)?$/;
/** time(second,10,0), from a year of four digits to seconds with a zone (SCORM 2004 RTE 4.1.1.6). */
export const instant: Check = (value) => {
  const found = moment.exec(value);
  if (!found) return 'type';
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = found.slice(1).map((part) => (part === undefined ? undefined : Number(part)));
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return when(year >= 1970 && year <= 2038 && month >= 1 && month <= 12 && day >= 1 && day <= days && hour <= 23 && minute <= 59 && second <= 59);
};

/** 2004 says what has to be held at the least (SPM); so many times as much is held, as content goes past it. Where content is told a limit it counts on, that is kept. */
export const ampler = 4;

const language = /^([a-z]{2,3}|i|x)(-[a-z\d]{1,8})*$/i;
export const languageOrBlank: Check = (value) => when(value === '' || language.test(value));
/** A text that may say its language: `{lang=fr}Bonjour` (SCORM 2004 RTE 4.1.1.2). @param least that has to be held */
export const localized = (least: number): Check => (value) => {
  const [whole = '', said] = /^\{lang=([^}]*)\}/.exec(value) ?? [];
  return when((whole === '' || languageOrBlank(said ?? '') === 'ok') && value.length - whole.length <= least * ampler);
};
/** A URI, or anything without spaces; a urn has its parts (SCORM 2004 RTE 4.1.1.4). @param least that has to be held */
export const identifier = (least: number): Check => (value) => when(value !== '' && value.length <= least * ampler && !/\s/.test(value) && (!/^urn:/i.test(value) || /^urn:[a-z\d][a-z\d-]{0,31}:\S+$/i.test(value)));

/** The seconds of a time span of 1.2 or an interval of 2004; months and years by their mean length. */
export function secondsOf(span: string): number {
  const clock = /^(\d+):(\d+):(\d+(?:\.\d+)?)$/.exec(span);
  if (clock) return Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
  const found = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(span);
  const [years = 0, months = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = (found ?? []).slice(1).map((part) => Number(part ?? 0));
  return years * 31_557_600 + months * 2_629_800 + days * 86_400 + hours * 3600 + minutes * 60 + seconds;
}

export function asTimespan12(seconds: number): string {
  const hundredths = Math.min(Math.round(seconds * 100), 9999 * 360_000 + 359_999);
  const two = (value: number) => String(value).padStart(2, '0');
  const rest = hundredths % 6000;
  return `${String(Math.floor(hundredths / 360_000)).padStart(4, '0')}:${two(Math.floor(hundredths / 6000) % 60)}:${two(Math.floor(rest / 100))}.${two(rest % 100)}`;
}

export function asInterval(seconds: number): string {
  const hundredths = Math.round(seconds * 100);
  return `PT${Math.floor(hundredths / 360_000)}H${Math.floor(hundredths / 6000) % 60}M${(hundredths % 6000) / 100}S`;
}
