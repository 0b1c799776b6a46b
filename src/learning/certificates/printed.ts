import type { Writing } from './writing.js';

/** All that stands on a certificate. Frozen when it is issued; the public check shows each of them. */
export interface Printed {
  /** In Latin letters, as in the travel document. */
  name: string;
  /** In the holder's own script, below it. */
  localName: string | null;
  /** Title of the course; its public title where the course is marked above TLP:GREEN. */
  course: string;
  courseCode: string;
  /** Name of the party that wrote the course. */
  originator: string;
  /** Days, ISO 8601. */
  completedOn: string;
  issuedOn: string;
  /** Last day on which it is current; never, when empty. */
  expiresOn: string | null;
  minutes: number;
  /** Per cent, where the course gives a mark. */
  grade: number | null;
  serial: string;
}

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** 3 March 2026: no order of figures to be mistaken. */
export function dayInWords(day: string): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return `${date} ${months[month - 1]} ${year}`;
}

/** Half hours are enough for learning time. */
export function hoursInWords(minutes: number): string {
  const hours = Math.max(0.5, Math.round(minutes / 30) / 2);
  return `${hours} ${hours === 1 ? 'hour' : 'hours'}`;
}

/** The page from top to bottom. */
export function writePage(to: Writing, printed: Printed, address: string): Promise<void> {
  const facts: [string, string][] = [
    ['Completed', dayInWords(printed.completedOn)],
    ['Issued', dayInWords(printed.issuedOn)],
    ['Learning time', hoursInWords(printed.minutes)],
    ...(printed.grade === null ? [] : [['Result', `${printed.grade} %`] as [string, string]]),
    ['Valid until', printed.expiresOn ? dayInWords(printed.expiresOn) : 'No expiry'],
  ];
  return write(to, printed, facts, address);
}

async function write(to: Writing, { name, localName, course, courseCode, originator, serial }: Printed, facts: [string, string][], address: string): Promise<void> {
  to.frame();
  to.heading('Certificate of completion', 128);
  to.label('This is to certify that', 168);
  await to.line(name, localName ? 200 : 208, { size: 34, colour: '#16202a' });
  if (localName) await to.line(localName, 256, { size: 24, colour: '#16202a' });
  to.rule(localName ? 305 : 268);
  to.label('has completed the course', localName ? 315 : 284);
  await to.line(course, localName ? 338 : 312, { size: 21, weight: 600, colour: '#0a3346' });
  await to.line(`${courseCode} · ${originator}`, localName ? 371 : 346, { size: 12, colour: '#4a5866' });
  to.facts(facts, 408);
  to.check(serial, address, 480);
}
