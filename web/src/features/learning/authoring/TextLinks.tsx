import { Trans, useLingui } from '@lingui/react/macro';
import type { TextState } from '../../../api/authoring';
import { useFormats } from '../../../i18n/useFormats';
import { Link } from '../../../ui/actions/Link';
import { Status } from '../../../ui/state/Status';

/** The texts of a lesson by language, each a link to where it is written or read; of a test its blueprint too. */
export function TextLinks({ course, id, title, texts, writes = false, isTest = false }: { course: string; id: string | null; title: string; texts: readonly TextState[]; writes?: boolean; isTest?: boolean }) {
  const { t } = useLingui();
  const { language, bytes } = useFormats();
  if (!id) return <p className="small muted outline-texts"><Trans>Keep the outline first; then its text can be written.</Trans></p>;
  return (
    <p className="small outline-texts">
      {isTest && <Link to="/learning/courses/$id/edit/$lesson" params={{ id: course, lesson: id }}><span className="hidden-text">{title}: </span>{t`Blueprint`}</Link>}
      {texts.map((text) => (
        <span key={text.language} className="row">
          <Link to="/learning/courses/$id/edit/$lesson" params={{ id: course, lesson: id }} search={{ language: text.language }}><span className="hidden-text">{title}: </span>{language(text.language)}</Link>
          <span className="muted numbers">{bytes(text.bytes)}</span>
          <Status look={text.checked ? 'good' : 'not-yet'}>{text.checked ? t`Checked` : t`Draft`}</Status>
        </span>
      ))}
      {writes && <Link to="/learning/courses/$id/edit/$lesson" params={{ id: course, lesson: id }} search={{ language: texts.length === 0 ? 'en' : undefined }}><span className="hidden-text">{title}: </span>{texts.length === 0 ? t`Write the text` : t`Add a language`}</Link>}
    </p>
  );
}
