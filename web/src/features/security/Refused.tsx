import { useLingui } from '@lingui/react/macro';
import { asProblem, ProblemError } from '../../api/problem';
import { Failure } from '../../ui/state/Failure';
import { Note } from '../../ui/state/Note';

/** Why a change did not come about: what the server said, or that the browser's own dialogue ended without an answer. */
export function Refused({ error }: { error: Error | null }) {
  const { t } = useLingui();
  if (!error) return null;
  if (error instanceof ProblemError) return <Failure problem={asProblem(error)} />;
  const held = error.name === 'InvalidStateError';
  return <Note look="warning"><span role="alert">{held ? t`This device or key already holds a passkey of your account.` : t`No passkey was made. Try again, or use another device or key.`}</span></Note>;
}
