import type { ComponentType } from 'react';
import type { LessonKind } from '../../../api/learning';
import { worded } from '../../../i18n/i18n';
import { later } from '../../../ui/later';
import type { KindProps } from './kind-props';

/** What stands below the text of a lesson of a kind, fetched when one is opened. */
export const kinds: Partial<Record<LessonKind, ComponentType<KindProps>>> = {
  quiz: later(async () => (await worded(import('../exam/examination'))).ExamLesson),
  package: later(async () => (await worded(import('../packages/routes'))).PackageLesson),
};
