import { fileURLToPath } from 'node:url';
import type { INestApplicationContext } from '@nestjs/common';
import { actorOf, type Actor } from '../kernel/access/index.js';
import { CourseEntry, Enrolments, readCourse, specimensKnown, Study } from '../learning/index.js';
import { sit } from './sit.js';

/** Who takes the course of the demonstration, and how far each has come. */
export interface DemoTrainee {
  email: string;
  /** E-mail address of the focal point for training who sent them; left out, they came by themselves. */
  sentBy?: string;
  motive?: string;
  /** Sent, and has not answered yet. */
  waits?: boolean;
  /** Lessons to read that are done, from the first on. */
  read?: number;
  /** The page of the next one. */
  step?: number;
  /** Has passed every quiz and the examination. */
  examined?: boolean;
  /** In which they read, where it is not English. */
  language?: 'ar';
  withdrawn?: string;
}

export const demoTrainees: readonly DemoTrainee[] = [
  { email: 'r.putra@idn.example.org', sentBy: 's.rahayu@idn.example.org', motive: 'Begins at the arrivals hall next month.', read: 13, step: 2 },
  { email: 'y.lestari@idn.example.org', sentBy: 's.rahayu@idn.example.org', motive: 'The only officer at her post; has a line in the evenings.', waits: true },
  { email: 'z.rahman@mys.example.org', read: 0, step: 2 },
  { email: 'c.dee@tha.example.org', read: 31, examined: true },
  { email: 'h.saeed@are.example.org', read: 1, step: 3, language: 'ar' },
  { email: 'l.pham@vnm.example.org', read: 2, withdrawn: 'Posted elsewhere.' },
];

const folder = fileURLToPath(new URL(`${import.meta.url.includes('/dist/src/') ? '../../../' : '../../'}config/courses/doc-101`, import.meta.url));

/** Enters the course that is shipped, as a party's own, and has people take it as they would. @returns its title */
export async function enterTraining(app: INestApplicationContext, person: (email: string) => Actor): Promise<string> {
  const { course, faults } = await readCourse(folder, specimensKnown);
  if (!course) throw new Error(`the course that is shipped has faults: ${faults.map(({ file, line, message }) => `${file}:${line} ${message}`).join(' ')}`);
  const { courseId } = await app.get(CourseEntry).enter(course, { originator: 'AUS', publish: true, tlp: 'green' });
  const all = course.parts.flatMap((part) => part.lessons);
  const [lessons, quizzes] = [all.filter(({ quiz }) => !quiz), all.filter(({ quiz }) => quiz)];
  for (const { email, sentBy, motive, waits, read = 0, step, examined, language, withdrawn } of demoTrainees) {
    const [trainee, enrolments, study] = [person(email), app.get(Enrolments), app.get(Study)];
    const { id } = sentBy ? await enrolments.enrol(focalPoint(person(sentBy)), courseId, { userId: trainee.userId, motive }) : await enrolments.enrol(trainee, courseId, {});
    if (waits) continue;
    if (sentBy) await enrolments.accept(trainee, id);
    for (const { code } of lessons.slice(0, read)) await study.save(trainee, id, code, { step: 1, done: true, language });
    const next = lessons[read];
    if (step && next) await study.save(trainee, id, next.code, { step, language });
    if (examined) for (const { code } of quizzes) await sit(app, trainee, id, code);
    if (withdrawn) await enrolments.withdraw(trainee, id, withdrawn);
  }
  return course.title;
}

/** The role that nobody gives follows from a mandate, and is read with the session; here there is none. */
const focalPoint = (actor: Actor): Actor => actorOf({ ...actor, roles: [...actor.roles, 'training_focal_point'] });
