import { Plural, useLingui } from '@lingui/react/macro';
import { Status } from '../../../ui/state/Status';
import type { AnswerSheet } from './answer-sheet';

/** Whether every answer is with the server. */
export function SavedState({ sheet }: { sheet: AnswerSheet }) {
  const { t } = useLingui();
  const { waiting, refused } = sheet;
  if (refused.length > 0) {
    const which = refused.join(', ');
    return <p role="status"><Status look="bad">{t`Not taken: question ${which}`}</Status></p>;
  }
  return <p role="status"><Status look={waiting > 0 ? 'attention' : 'good'}>{waiting > 0 ? <Plural value={waiting} one="# answer waits to be saved" other="# answers wait to be saved" /> : t`All answers saved`}</Status></p>;
}
