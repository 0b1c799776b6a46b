import { isJudged } from '../assessment/questions/index.js';
import type { WrittenCourse } from './course.dto.js';
import type { Faults } from './faults.js';
import type { BankEntry } from './read-bank.js';
import type { YamlFile } from './yaml-file.js';

/** An examination draws each time anew only where there is much more than it takes. */
const abundance = 3;

const isExam = (lesson: { quiz?: { attempts?: number } }) => lesson.quiz?.attempts !== undefined;

/** What is promised in minutes must add up: of a part's lessons, and of the course's parts. An examination comes on top of study. */
export function checkMinutes({ parts, minutes }: WrittenCourse, file: YamlFile, faults: Faults): void {
  for (const [index, part] of parts.entries()) {
    const sum = part.lessons.filter((lesson) => !isExam(lesson)).reduce((total, lesson) => total + lesson.minutes, 0);
    if (sum !== part.minutes) faults.tell(file.name, file.lineOf(`parts.${index}.minutes`), `The part “${part.title}” promises ${part.minutes} minutes, and its lessons take ${sum}.`);
  }
  const whole = parts.reduce((total, part) => total + part.minutes, 0);
  if (whole !== minutes) faults.tell(file.name, file.lineOf('minutes'), `The course promises ${minutes} minutes, and its parts take ${whole}.`);
}

/** Each section of each quiz finds enough questions; one of an examination three times as many as it takes, but for what an assessor judges. Exercises drawn from a seed never run out. */
export function checkBlueprints({ parts, mode }: WrittenCourse, file: YamlFile, bank: readonly BankEntry[], faults: Faults): void {
  for (const [p, part] of parts.entries()) {
    for (const [l, lesson] of part.lessons.entries()) {
      for (const [s, { title, draw, tags, least = 0 }] of (lesson.quiz?.sections ?? []).entries()) {
        const line = file.lineOf(`parts.${p}.lessons.${l}.quiz.sections.${s}`);
        const fitting = bank.filter(({ question }) => tags.every((tag) => question.tags.includes(tag)));
        const exam = isExam(lesson);
        const judged = fitting.filter(({ question }) => isJudged(question.body));
        if (mode === 'self_paced' && judged.length > 0) {
          faults.tell(file.name, line, `“${title}” of ${lesson.code} may draw ${judged[0]?.question.code}, which waits for an assessor, and a course at one's own pace has none. Let it stand in a lesson, for practice.`);
        }
        const endless = !exam && fitting.some(({ question }) => question.body.type === 'mrz');
        // What is judged may be known before: there need be no more of it than is asked.
        const wanted = exam && judged.length < fitting.length ? draw * abundance : draw;
        if (!endless && fitting.length < wanted) {
          faults.tell(file.name, line, `“${title}” of ${lesson.code} draws ${draw}${exam ? `, for which an examination wants ${wanted}` : ''}, and the bank holds ${fitting.length} tagged ${tags.join(' and ')}.`);
        }
        if (exam && fitting.some(({ question }) => question.tags.includes('practice'))) faults.tell(file.name, line, `“${title}” of ${lesson.code} draws questions that stand in lessons. Tag those for the examination, and draw by that tag.`);
        if (least > draw) faults.tell(file.name, line, `“${title}” of ${lesson.code} asks for ${least} points of ${draw}.`);
      }
    }
  }
}
