import type { CourseVersion } from '../catalogue/course-version.entity.js';
import type { Course } from '../catalogue/course.entity.js';
import type { Titles } from '../catalogue/titles.js';
import type { CourseFiles, LessonFile } from './read-course.js';

/** What a version teaches, in one shape for files and database, so that the two can be compared. */
export interface Content {
  parts: { title: string; titles: Titles; minutes: number; lessons: LessonContent[] }[];
}

interface LessonContent {
  code: string;
  title: string;
  titles: Titles;
  kind: string;
  weight: number;
  mandatory: boolean;
  minutes: number;
  texts: { language: string; title: string; body: string; bytes: number; state: string }[];
  quiz: object | null;
}

/** Titles in languages that nobody checked stay in the folder. */
const offered = (titles: Titles = {}, { languages, partly = [] }: CourseFiles): Titles => Object.fromEntries(Object.entries(titles).filter(([code]) => [...languages, ...partly].includes(code)));

export const contentOf = (course: CourseFiles): Content => ({
  parts: course.parts.map(({ title, titles, minutes, lessons }) => ({ title, titles: offered(titles, course), minutes, lessons: lessons.map((lesson) => lessonOf(lesson, course)) })),
});

function lessonOf({ code, title, titles, kind, weight = 1, mandatory = true, minutes, quiz, texts }: LessonFile, course: CourseFiles): LessonContent {
  const [leading = 'en'] = course.languages;
  const heading = texts.find(({ language }) => language === leading)?.title;
  return {
    code, title: title ?? heading ?? code, titles: offered(titles, course), kind: kind ?? (quiz ? 'quiz' : 'reading'), weight, mandatory, minutes,
    texts: texts.map(({ language, title: said, body, bytes, state }) => ({ language, title: said, body, bytes, state })),
    quiz: quiz ? blueprint(quiz) : null,
  };
}

/** A blueprint with nothing left out. */
function blueprint({ sections, minutes, passMark, attempts, cooldownHours = 0, review = 'after_close' }: NonNullable<LessonFile['quiz']>) {
  return { sections: sections.map(({ title, draw, tags, least }) => ({ title, draw, tags, least: least ?? null })), minutes: minutes ?? null, passMark, attempts: attempts ?? null, cooldownHours, review };
}

/** What a version holds, read within the running unit of work. */
export const contentQuery = `
  SELECT coalesce(jsonb_agg(jsonb_build_object('title', p.title, 'titles', p.titles, 'minutes', p.minutes, 'lessons', (
    SELECT coalesce(jsonb_agg(jsonb_build_object(
             'code', l.code, 'title', l.title, 'titles', l.titles, 'kind', l.kind, 'weight', l.weight, 'mandatory', l.mandatory, 'minutes', l.minutes,
             'texts', (SELECT coalesce(jsonb_agg(jsonb_build_object('language', t.language, 'title', t.title, 'body', t.body, 'bytes', t.bytes, 'state', t.state) ORDER BY t.language COLLATE "C"), '[]')
                         FROM app.lesson_texts t WHERE t.lesson_id = l.id),
             'quiz', (SELECT jsonb_build_object('minutes', q.minutes, 'passMark', q.pass_mark, 'attempts', q.max_attempts, 'cooldownHours', q.cooldown_hours, 'review', q.review,
                        'sections', (SELECT jsonb_agg(jsonb_build_object('title', s->'title', 'draw', s->'draw', 'tags', s->'tags', 'least', coalesce(s->'least', 'null')) ORDER BY n)
                                       FROM jsonb_array_elements(q.sections) WITH ORDINALITY AS e(s, n)))
                        FROM app.quizzes q WHERE q.lesson_id = l.id)) ORDER BY l.number), '[]')
      FROM app.lessons l WHERE l.part_id = p.id)) ORDER BY p.number), '[]') AS parts
    FROM app.course_parts p WHERE p.course_version_id = $1`;

/** What the course itself says, whatever its version. */
export const describedBy = ({ title, publicTitle, summary, level, mode, entry, offline, audience, admission, outcomes, minutes, passMark, certificateMonths, partyMax, languages }: CourseFiles) => ({
  title, publicTitle: publicTitle ?? null, summary, level, mode, entry, offline, audience, admission, outcomes, minutes, passMark, certificateMonths: certificateMonths ?? null, partyMax: partyMax ?? null, languages,
}) satisfies Partial<Course>;

/** A version at work that a person began is theirs to finish. */
export const isLoaders = ({ createdBy, state }: CourseVersion) => createdBy === null && state === 'draft';
