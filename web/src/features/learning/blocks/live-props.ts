import type { ComponentType } from 'react';
import type { LiveBlock } from '../../../api/learning';
import type { ToLesson } from './Words';

/** What a live block is given: itself, and where it stands. Without an enrolment it is a preview: it shows itself and asks nothing. */
export interface LiveProps<Type extends LiveBlock['type'] = LiveBlock['type']> {
  block: Extract<LiveBlock, { type: Type }>;
  course: string;
  enrolment: string | null;
  lesson: string;
  textOnly: boolean;
  /** That of the lesson's text. */
  language?: string;
  toLesson: ToLesson;
}

/** What draws live blocks, by their type. */
export type Live = { [Type in LiveBlock['type']]?: ComponentType<LiveProps<Type>> };
