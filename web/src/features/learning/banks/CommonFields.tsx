import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Checkbox } from '../../../ui/fields/Checkbox';
import { TextArea } from '../../../ui/fields/TextArea';
import { TextField } from '../../../ui/fields/TextField';
import type { KindProps } from './kinds/kind';
import { PictureField } from './PictureField';

interface CommonFieldsProps extends KindProps {
  fixedCode: boolean;
  hasPicture: boolean;
  /** Tags the bank has already. */
  tags: readonly string[];
  children: ReactNode;
}

/** What every question has, around what its kind asks for. */
export function CommonFields({ draft, change, fault, fixedCode, hasPicture, tags, children }: CommonFieldsProps) {
  const { t } = useLingui();
  const faultOfTags = fault('tags') ?? [...Array(12).keys()].map((at) => fault(`tags.${at}`)).find(Boolean);
  return (
    <>
      <div className="question-numbers">
        <TextField id="q-code" label={t`Code`} hint={t`Capitals, digits and hyphens, like M3-017.`} short maxLength={31} readOnly={fixedCode} error={fault('code')} value={draft.code} onChange={({ target }) => change({ code: target.value })} />
        <TextField id="q-tags" label={t`Tags`} hint={t`With commas between; the first is the module. “exam” keeps a question out of practice.`} error={faultOfTags} value={draft.tags} onChange={({ target }) => change({ tags: target.value })} />
      </div>
      {tags.length > 0 && <p className="small muted">{t`Tags of this bank:`} <bdi>{tags.join(', ')}</bdi></p>}
      <TextArea id="q-stem" label={t`Question`} hint={t`In Markdown: **strong**, lists, tables; lines of a zone between two lines of three backticks.`} rows={4} maxLength={3000} spellCheck error={fault('stem')} value={draft.stem} onChange={({ target }) => change({ stem: target.value })} />
      {!hasPicture && <PictureField path="figure" label={t`Picture beside it`} optional value={draft.figure} fault={fault} onChange={(figure) => change({ figure })} />}
      {children}
      <TextArea id="q-feedback" label={t`Said after practice`} optional rows={2} maxLength={3000} error={fault('feedback')} value={draft.feedback ?? ''} onChange={({ target }) => change({ feedback: target.value || undefined })} />
      <Checkbox checked={draft.critical ?? false} hint={t`Whoever misses it fails the section of the examination it stands in.`} onChange={({ target }) => change({ critical: target.checked || undefined })}>{t`Critical`}</Checkbox>
    </>
  );
}
