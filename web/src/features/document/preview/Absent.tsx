import { useLingui } from '@lingui/react/macro';
import { EmptyState } from '../../../ui/state/EmptyState';

/** Why there are no pages to look at, and what to do instead. */
export function Absent({ why }: { why: string | null }) {
  const { t } = useLingui();
  const words: Record<string, string> = {
    locked: t`The file is locked by a password. Download it and open it with the password.`,
    unreadable: t`The file cannot be read as what its name says. Its originator can send it again.`,
    'too-large': t`The file is too large to be shown here. Download it to read it.`,
    'too-slow': t`The file takes too long to be shown here. Download it to read it.`,
  };
  return <EmptyState title={t`No preview`}>{words[why ?? ''] ?? t`Files of this kind are not shown here. Download it to read it.`}</EmptyState>;
}
