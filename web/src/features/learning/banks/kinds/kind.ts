import type { MessageDescriptor } from '@lingui/core';
import type { ComponentType } from 'react';
import type { QuestionType } from '../../../../api/banks';
import type { Change, Draft } from '../drafts';

export interface KindProps {
  bank: string;
  draft: Draft;
  change: Change;
  /** What is wrong at a path of the question, in the server's words. */
  fault: (path: string) => string | undefined;
}

/** A type of question as its author meets it. Another type is another file with one of these, and a line in `kinds.ts`. */
export interface Kind {
  type: QuestionType;
  name: MessageDescriptor;
  /** What it begins with, beside what every question has. */
  fresh: () => Partial<Draft>;
  /** Brings its own picture; otherwise one may stand above it. */
  hasPicture?: boolean;
  Fields: ComponentType<KindProps>;
}
