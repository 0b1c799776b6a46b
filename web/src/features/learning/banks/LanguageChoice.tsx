import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { Bank, Translation } from '../../../api/banks';
import { useFormats } from '../../../i18n/useFormats';
import { Button } from '../../../ui/actions/Button';
import { Segments } from '../../../ui/actions/Segments';
import { Select } from '../../../ui/fields/Select';
import { languages } from '../authoring/languages';

interface LanguageChoiceProps {
  bank: Bank;
  translations: Record<string, Translation> | undefined;
  /** Null for the one it was written in. */
  language: string | null;
  writes: boolean;
  onChange: (language: string | null) => void;
}

/** In which language a question is looked at: as it was written, in those it is translated into, or in another one that begins with this. */
export function LanguageChoice({ bank, translations = {}, language, writes, onChange }: LanguageChoiceProps) {
  const { t } = useLingui();
  const { language: nameOf } = useFormats();
  const [chosen, choose] = useState('');
  const there = Object.keys(translations);
  const shown = language && !there.includes(language) ? [...there, language] : there;
  const wanted = bank.languages.map((one) => one.language);
  const left = [...new Set([...wanted, ...languages])].filter((code) => code !== bank.language && !shown.includes(code));
  const next = left.find((code) => code === chosen) ?? left[0];
  const own = bank.language && nameOf(bank.language);
  return (
    <div className="translation-choice">
      {shown.length > 0 && <Segments label={t`Language of the question`} value={language ?? ''} choices={[{ value: '', label: own ? t`Original, ${own}` : t`Original` }, ...shown.map((code) => ({ value: code, label: nameOf(code) }))]} onChange={(code) => onChange(code || null)} />}
      {writes && next && (
        <span className="row">
          <Select label={t`Another language`} hideLabel small short value={next} choices={left.map((code) => ({ value: code, label: nameOf(code) }))} onChange={({ target }) => choose(target.value)} />
          <Button size="small" icon="plus" onClick={() => onChange(next)}>{t`Add a translation`}</Button>
        </span>
      )}
    </div>
  );
}
