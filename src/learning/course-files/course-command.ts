import { parseArgs } from 'node:util';
import type { INestApplicationContext } from '@nestjs/common';
import { Problem } from '../../kernel/problems.js';
import { CourseEntry } from './enter-course.js';
import { specimensKnown } from './known.js';
import { readCourse, type CourseFiles } from './read-course.js';

type Say = (text: string) => void;
const usage = () => new Problem(400, '/problems/invalid', 'Invalid', 'Say "course check <folder>" or "course enter <folder> --originator <party> [--publish] [--tlp clear|green]".');

/** `portal course check <folder>`: reads a course and says all that is wrong, file by file. @returns the course, or null */
async function checkCourse(folder: string, say: Say): Promise<CourseFiles | null> {
  const { course, faults } = await readCourse(folder, specimensKnown);
  for (const { file, line, message } of faults) say(`${file}:${line}  ${message}`);
  if (!course) say(`${faults.length} to mend. Nothing was entered.`);
  else {
    const lessons = course.parts.flatMap((part) => part.lessons);
    say(`${course.code}, “${course.title}”: ${course.parts.length} parts, ${lessons.length} lessons, ${course.questions.length} questions, ${course.minutes} minutes. Everything fits.`);
  }
  return course;
}

/**
 * `portal course check|enter`: for the operator. Checking takes no database, so the portal is opened only to enter.
 * @param open starts the portal for the length of a piece of work
 * @returns whether all is well
 */
export async function courseCommand(args: string[], say: Say, open: (work: (app: INestApplicationContext) => Promise<void>) => Promise<void>): Promise<boolean> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { originator: { type: 'string' }, publish: { type: 'boolean', default: false }, tlp: { type: 'string' } } });
  const [verb, folder] = positionals;
  const { originator, publish, tlp } = values;
  if (!folder || positionals.length > 2 || !(verb === 'check' || (verb === 'enter' && originator)) || (tlp !== undefined && tlp !== 'clear' && tlp !== 'green')) throw usage();
  const course = await checkCourse(folder, say);
  if (course && verb === 'enter') await open(async (app) => say(told(course, await app.get(CourseEntry).enter(course, { originator: originator ?? '', publish, tlp }))));
  return course !== null;
}

function told({ code }: CourseFiles, { version, state, changed, questions: { written, retired } }: Awaited<ReturnType<CourseEntry['enter']>>): string {
  const bank = written + retired > 0 ? ` Questions written: ${written}; taken out: ${retired}.` : ' The bank is as it was.';
  if (!changed) return `Version ${version} of ${code} is the same${state === 'published' ? ' and is taught' : ''}.${bank}`;
  return `Version ${version} of ${code} is entered${state === 'published' ? ' and taught from now on' : ' as a draft, for the officers of its originator to publish'}.${bank}`;
}
