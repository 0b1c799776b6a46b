import { useLingui } from '@lingui/react/macro';
import type { FormEvent, ReactNode } from 'react';
import type { ProblemDocument } from '../../../api/model';
import { Button } from '../../../ui/actions/Button';
import { Actions, Dialog } from '../../../ui/actions/Dialog';
import { Failure } from '../../../ui/state/Failure';

interface DeedDialogProps {
  title: string;
  /** The main button; the title where it says the deed already. */
  deed?: string;
  danger?: boolean;
  busy: boolean;
  failure: ProblemDocument | null;
  onSubmit: (event: FormEvent) => void;
  onClose: () => void;
  children: ReactNode;
}

/** The frame of each form here: what it does, its fields, what went wrong, the deed. */
export function DeedDialog({ title, deed = title, danger = false, busy, failure, onSubmit, onClose, children }: DeedDialogProps) {
  const { t } = useLingui();
  return (
    <Dialog title={title} open onClose={onClose}>
      <form className="stack" onSubmit={onSubmit} noValidate>
        {children}
        {failure && <Failure problem={failure} />}
        <Actions><Button type="submit" look={danger ? 'danger' : 'main'} busy={busy}>{deed}</Button><Button onClick={onClose}>{t`Cancel`}</Button></Actions>
      </form>
    </Dialog>
  );
}
