import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { type Translation, wordedItemsQuery } from '../../../api/banks';
import { useFormats } from '../../../i18n/useFormats';
import { LinkButton } from '../../../ui/actions/Button';
import { Link } from '../../../ui/actions/Link';
import { TextArea } from '../../../ui/fields/TextArea';
import { TextField } from '../../../ui/fields/TextField';
import { Note } from '../../../ui/state/Note';
import { Status } from '../../../ui/state/Status';
import { directionOf } from '../authoring/languages';
import type { KindProps } from './kinds/kind';
import { TextList } from './TextList';
import { linesOf, missingIn, said, spokenWith } from './translating';
import { useLineNames } from './words';

interface TranslationFieldsProps extends KindProps {
  language: string;
  /** The one it was written in; null where nothing says which that is. */
  original: string | null;
}

/** A question in another language: each text beside the one it was written in. What is right, areas and points are the same in all of them. */
export function TranslationFields({ bank, draft, change, fault, language, original }: TranslationFieldsProps) {
  const { t } = useLingui();
  const { language: nameOf } = useFormats();
  const names = useLineNames();
  const translation = draft.translations?.[language];
  const set = (next: Translation) => change({ translations: { ...draft.translations, [language]: next } });
  const say = (path: string, text: string) => set(spokenWith(draft, translation ?? { stem: '' }, path, text));
  const at = `translations.${language}`;
  const missing = missingIn(draft, translation);
  const [name, dir] = [nameOf(language), directionOf(language)];
  return (
    <>
      <p className="small muted"><Trans>What is right, areas and points are the same in every language, and stay with the original.</Trans></p>
      {missing.length === 0 ? <p><Status look="good">{t`Everything is said in ${name}.`}</Status></p> : (
        <Note look="warning" title={t`Not in ${name} yet:`}>
          <ul className="translation-missing">{missing.map(({ path, needed }) => <li key={path}><LinkButton onClick={() => document.getElementById(`q-${at}.${path}`)?.focus()}>{names(path)}</LinkButton>{!needed && <span className="small muted"> {t`(until then as in the original)`}</span>}</li>)}</ul>
        </Note>
      )}
      <div className="translation stack">
        {linesOf(draft, translation).map(({ path, original: words, most, long, needed }) => {
          const field = {
            id: `q-${at}.${path}`, label: names(path), optional: !needed, lang: language, dir, maxLength: most, error: fault(`${at}.${path}`), value: said(translation, path),
            hint: words && <bdi dir="auto" lang={original ?? undefined}>{words}</bdi>,
          };
          return long
            ? <TextArea key={path} {...field} rows={path === 'stem' ? 4 : 2} spellCheck onChange={({ target }) => say(path, target.value)} />
            : <TextField key={path} {...field} onChange={({ target }) => say(path, target.value)} />;
        })}
      </div>
      {draft.type === 'short_text' && (
        <TextList
          path={`${at}.accept`} legend={t`Right in ${name} too`} hint={<Trans>Beside <bdi>{(draft.accept ?? []).filter(Boolean).join(' · ')}</bdi>, which are right in every language.</Trans>} item={(place) => t`Answer ${place}`} add={t`Another right answer`}
          least={0} most={30} maxLength={200} lang={language} dir={dir} texts={translation?.accept ?? []} fault={fault} onChange={(accept) => set({ ...(translation ?? { stem: '' }), accept })}
        />
      )}
      {draft.alternative && <Alternative bank={bank} code={draft.alternative} language={language} />}
    </>
  );
}

/** The question in words that stands for one on a picture is translated where it stands itself. */
function Alternative({ bank, code, language }: { bank: string; code: string; language: string }) {
  const { t } = useLingui();
  const { language: nameOf } = useFormats();
  const worded = useQuery(wordedItemsQuery(bank));
  const other = worded.data?.find((one) => one.code === code);
  const name = nameOf(language);
  if (!other) return null;
  return (
    <p className="row">
      <span><Trans>For those who do not see the picture:</Trans></span>
      <Link to="/learning/banks/{-$id}" params={{ id: bank }} search={{ item: other.id, language }}><bdi>{code}</bdi></Link>
      {other.languages.includes(language) ? <Status look="good">{t`In ${name} too`}</Status> : <Status look="attention">{t`Not in ${name}`}</Status>}
    </p>
  );
}
