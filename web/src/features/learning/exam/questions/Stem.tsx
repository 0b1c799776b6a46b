import type { ReactNode } from 'react';
import type { Question } from '../../../../api/examinations';
import { Blocks } from '../../blocks/Blocks';
import { Words } from '../../blocks/Words';

const asWords = (_: string, words: ReactNode) => words;
const around = { course: '', enrolment: null, lesson: '', textOnly: false, toLesson: asWords };

/** The first words of a question, which may stand in a heading. */
export function Stem({ question: { stem, said = [] } }: { question: Question }) {
  const [first] = said;
  return first?.type === 'paragraph' ? <Words runs={first.text} toLesson={asWords} /> : stem;
}

/** What follows them: further paragraphs, lists, tables, zones. */
export function RestOfStem({ question: { said = [] } }: { question: Question }) {
  const rest = said[0]?.type === 'paragraph' ? said.slice(1) : [];
  return rest.length > 0 && <div className="lesson" dir="auto"><Blocks blocks={rest} around={around} /></div>;
}
