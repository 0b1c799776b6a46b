import type { ComponentType } from 'react';
import type { Lesson, LessonKind } from '../../../api/learning';
import { worded } from '../../../i18n/i18n';
import { later } from '../../../ui/later';

/** What a lesson that is more than reading is given. `onDone` is called when the server has it as done. */
export interface KindProps { enrolment: string; lesson: Lesson; onDone: () => void }

/** What stands below the text of a lesson of a kind, fetched when one is opened. */
export const kinds: Partial<Record<LessonKind, ComponentType<KindProps>>> = {
  quiz: later(async () => (await worded(import('../exam/examination'))).ExamLesson),
  package: later(async () => (await worded(import('../packages/routes'))).PackageLesson),
};
