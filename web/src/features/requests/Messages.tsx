import { useLingui } from '@lingui/react/macro';
import type { ReleaseRequest } from '../../api/model';
import { useFormats } from '../../i18n/useFormats';

/** Questions and answers, in their order. */
export function Messages({ messages }: { messages: ReleaseRequest['messages'] }) {
  const { t } = useLingui();
  const { date } = useFormats();
  if (messages.length === 0) return null;
  return (
    <ol className="messages" aria-label={t`Questions and answers`}>
      {messages.map(({ at, by, text }) => (
        <li key={at}><p className="small muted"><bdi>{by}</bdi> · <bdi>{date(at, 'moment')}</bdi></p><p dir="auto" className="said">{text}</p></li>
      ))}
    </ol>
  );
}
