import { useLingui } from '@lingui/react/macro';
import type { Question } from '../../../../api/examinations';
import { useFormats } from '../../../../i18n/useFormats';

/** Says that a question is not there in the language it is wanted in, and which one it is in. */
export function AsWritten({ question, language, leading }: { question: Question; language: string | null; leading: string | null }) {
  const { t } = useLingui();
  const { language: nameOf } = useFormats();
  if (question.language || !language || !leading || language === leading) return null;
  const named = nameOf(leading);
  return <p className="small muted">{t`In ${named}; this question is not translated.`}</p>;
}
