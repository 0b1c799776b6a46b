import { useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { QuestionType } from '../../../api/banks';
import { Button } from '../../../ui/actions/Button';
import { Actions, Dialog } from '../../../ui/actions/Dialog';
import { RadioGroup } from '../../../ui/fields/RadioGroup';
import { kinds } from './kinds/kinds';

/** Chooses what kind of question to write; the kind stays with it. */
export function NewQuestion({ bank }: { bank: string }) {
  const { t, i18n } = useLingui();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const [type, setType] = useState<QuestionType>('choice');
  return (
    <>
      <Button look="main" icon="plus" onClick={() => setOpen(true)}>{t`Write a question`}</Button>
      <Dialog title={t`Write a question`} open={open} onClose={() => setOpen(false)}>
        <form className="stack" noValidate onSubmit={(event) => { event.preventDefault(); void navigate({ to: '/learning/banks/{-$id}', params: { id: bank }, search: { new: type } }); }}>
          <RadioGroup label={t`What kind of question?`} value={type} choices={kinds.map((kind) => ({ value: kind.type, label: i18n._(kind.name) }))} onChange={setType} />
          <Actions><Button type="submit" look="main">{t`Write it`}</Button><Button onClick={() => setOpen(false)}>{t`Cancel`}</Button></Actions>
        </form>
      </Dialog>
    </>
  );
}
