import { useLingui } from '@lingui/react/macro';
import type { ReviewedPerson } from '../../api/people';
import { useFormats } from '../../i18n/useFormats';
import { Segments } from '../../ui/actions/Segments';
import { Meta } from '../../ui/data/Meta';
import { TextField } from '../../ui/fields/TextField';
import { Card } from '../../ui/page/Card';
import { faultyDraft, type Draft } from './review';
import { RolesField } from './RolesField';
import { useRoleNames } from './words';

interface Props { person: ReviewedPerson; given: readonly string[]; draft: Draft | undefined; /** Faults are told from now on. */ tried: boolean; onChange: (draft: Draft) => void }

/** One of the people, and the three things that may be said of them. */
export function ReviewedCard({ person: { id, name, email, roles, lastUsedAt }, given, draft, tried, onChange }: Props) {
  const { t } = useLingui();
  const { date, list } = useFormats();
  const role = useRoleNames();
  const now: Draft = draft ?? { decision: 'keep', roles, reason: '' };
  const faulty = tried && faultyDraft(draft);
  return (
    <Card labelledby={`person-${id}`} className="stack">
      <div className="reviewed-head">
        <div><h2 id={`person-${id}`}><bdi>{name}</bdi></h2><bdi className="small muted" dir="ltr">{email}</bdi></div>
        <Segments<Draft['decision'] | ''>
          label={t`What about ${name}?`} value={draft?.decision ?? ''}
          choices={[{ value: 'keep', label: t`Keep` }, { value: 'change', label: t`Change` }, { value: 'end', label: t`End` }]}
          onChange={(decision) => decision && onChange({ ...now, decision })}
        />
      </div>
      <Meta>{list(roles.map(role))}{lastUsedAt ? t`last sign-in ${date(lastUsedAt)}` : t`never signed in`}</Meta>
      {draft?.decision === 'change' && <RolesField given={given} value={now.roles} error={faulty ? t`Choose at least one role.` : undefined} onChange={(chosen) => onChange({ ...now, roles: chosen })} />}
      {draft?.decision === 'end' && <TextField label={t`Reason, for your own record`} maxLength={500} error={faulty ? t`Say why, in a few words.` : undefined} value={now.reason} onChange={({ target }) => onChange({ ...now, reason: target.value })} />}
    </Card>
  );
}
