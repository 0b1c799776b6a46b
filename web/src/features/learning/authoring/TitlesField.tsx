import { useLingui } from '@lingui/react/macro';
import type { Titles } from '../../../api/learning';
import { useFormats } from '../../../i18n/useFormats';
import { Select } from '../../../ui/fields/Select';
import { TextField } from '../../../ui/fields/TextField';
import { languages } from './languages';

interface TitlesFieldProps {
  /** Whose they are, for those who hear it. */
  of: string;
  titles: Titles;
  /** Languages that have a title of their own: the leading one, and those of its texts. */
  without: readonly string[];
  onChange: (titles: Titles) => void;
}

/** The title in other languages, behind a line that says how many there are. What is emptied is taken away. */
export function TitlesField({ of, titles, without, onChange }: TitlesFieldProps) {
  const { t } = useLingui();
  const { language, list } = useFormats();
  const given = Object.keys(titles).filter((code) => !without.includes(code));
  const left = languages.filter((code) => !without.includes(code) && !given.includes(code));
  return (
    <details className="outline-titles">
      <summary className="small"><span className="hidden-text">{of}: </span>{given.length > 0 ? t`Title also in: ${list(given.map(language))}` : t`Title in other languages`}</summary>
      <div className="outline-titles-fields">
        {given.map((code) => <TextField key={code} label={language(code)} small lang={code} maxLength={200} value={titles[code] ?? ''} onChange={({ target }) => onChange({ ...titles, [code]: target.value })} />)}
        {left.length > 0 && <Select label={t`Add a language`} small value="" none={t`Choose a language`} choices={left.map((code) => ({ value: code, label: language(code) }))} onChange={({ target }) => { if (target.value) onChange({ ...titles, [target.value]: '' }); }} />}
      </div>
    </details>
  );
}
