import type { ReactNode } from 'react';
import type { Inline } from '../../../api/learning';

/** How a link to another lesson is drawn; where there is none to go to, it is words. */
export type ToLesson = (code: string, words: ReactNode) => ReactNode;

/** Runs of words in their looks. */
export function Words({ runs, toLesson }: { runs: readonly Inline[]; toLesson: ToLesson }) {
  return runs.map((run, index) => <Run key={index} run={run} toLesson={toLesson} />);
}

function Run({ run: { text, strong, emphasis, code, href }, toLesson }: { run: Inline; toLesson: ToLesson }) {
  let words: ReactNode = text;
  if (code) words = <code dir="ltr" translate="no">{words}</code>;
  if (emphasis) words = <em>{words}</em>;
  if (strong) words = <strong>{words}</strong>;
  if (!href) return words;
  return href.startsWith('lesson:') ? toLesson(href.slice(7), words) : <a href={href} rel="noreferrer noopener" target="_blank">{words}</a>;
}
