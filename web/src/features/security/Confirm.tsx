import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Button } from '../../ui/actions/Button';
import { Actions, Dialog } from '../../ui/actions/Dialog';
import { useChange } from './changes';
import { Refused } from './Refused';

interface ConfirmProps { title: string; deed: string; change: () => Promise<unknown>; onClose: () => void; children: ReactNode }

/** Says what a change takes away before it is made. */
export function Confirm({ title, deed, change, onClose, children }: ConfirmProps) {
  const { t } = useLingui();
  const done = useChange(change, onClose);
  return (
    <Dialog title={title} open onClose={onClose}>
      <div className="stack">
        <p>{children}</p>
        <Refused error={done.error} />
        <Actions><Button look="danger" busy={done.isPending} onClick={() => done.mutate()}>{deed}</Button><Button onClick={onClose}>{t`Cancel`}</Button></Actions>
      </div>
    </Dialog>
  );
}
