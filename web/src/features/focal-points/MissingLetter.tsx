import { useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { asProblem } from '../../api/problem';
import { Button } from '../../ui/actions/Button';
import { hindrance, sendLetter } from './letter';
import { LetterField } from './LetterField';

/** For a nomination whose letter has not arrived: officers wait for it. */
export function MissingLetter({ id }: { id: string }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const sent = useMutation({ mutationFn: (one: File) => sendLetter(id, one), onSuccess: () => queries.invalidateQueries({ queryKey: ['nominations'] }) });
  const problem = sent.error ? asProblem(sent.error) : null;
  return (
    <div className="stack">
      <LetterField file={file} onFile={setFile} error={problem ? (problem.detail ?? t`The connection broke off. Send it again.`) : undefined} />
      {file && !hindrance(file) && <div><Button look="main" size="small" icon="send" busy={sent.isPending} onClick={() => sent.mutate(file)}>{t`Send the letter`}</Button></div>}
    </div>
  );
}
