import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/client';
import type { Tlp } from '../../api/model';
import { asProblem } from '../../api/problem';
import type { Action, After, Rule } from '../../api/retention';
import { useSession } from '../../api/session';
import { kinds, useLabel } from '../../i18n/vocabulary';
import { useRuleWords } from '../../marking/retention-rule';
import { Button } from '../../ui/actions/Button';
import { Actions, Dialog } from '../../ui/actions/Dialog';
import { Select } from '../../ui/fields/Select';
import { TextArea } from '../../ui/fields/TextArea';
import { TextField } from '../../ui/fields/TextField';
import { Failure } from '../../ui/state/Failure';
import { Note } from '../../ui/state/Note';

const tlps: Tlp[] = ['clear', 'green', 'amber', 'amber+strict', 'red'];
const afters: After[] = ['released', 'recalled', 'expired', 'changed'];

/** Proposes a rule, or the end of one; another officer decides. */
export function NewRule({ ending, onClose }: { ending: Rule | null; onClose: () => void }) {
  const { t } = useLingui();
  const label = useLabel();
  const words = useRuleWords();
  const queries = useQueryClient();
  const { party, roles } = useSession();
  const forum = party.code === 'SECRETARIAT' && roles.includes('secretariat_officer');
  const own = roles.includes('document_officer') || roles.includes('focal_point');
  const [rule, setRule] = useState({ forumWide: forum, kind: '', tlp: '', after: 'released' as After, years: '5', action: 'dispose' as Action, reason: '' });
  const [tried, setTried] = useState(false);
  const change = (more: Partial<typeof rule>) => setRule({ ...rule, ...more });
  const months = Math.round(Number(rule.years) * 12);
  const faults = { years: !ending && !(months >= 1 && months <= 1200) ? t`A month at least, a hundred years at the most.` : undefined, reason: rule.reason.trim().length < 10 ? t`Write at least ${10} characters.` : undefined };
  const body = ending
    ? { forumWide: ending.forumWide, kind: ending.kind ?? undefined, tlp: ending.tlp ?? undefined, after: ending.after, action: ending.action, reason: rule.reason.trim() }
    : { forumWide: rule.forumWide, kind: rule.kind || undefined, tlp: (rule.after !== 'changed' && rule.tlp) || undefined, after: rule.after, months, action: rule.action, reason: rule.reason.trim() };
  const done = useMutation({
    mutationFn: () => call('/retention-rules', { method: 'POST', body }),
    onSuccess: async () => { await queries.invalidateQueries({ queryKey: ['retention'] }); onClose(); },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!faults.years && !faults.reason) done.mutate();
  };
  return (
    <Dialog title={ending ? t`Propose the end of a rule` : t`Propose a rule`} open onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        {ending && <p>{words.what(ending)}: {ending.months !== null && `${words.time(ending.months)} ${words.after[ending.after]}`}</p>}
        {!ending && (
          <div className="rule-fields">
            {forum && own && <Select label={t`For`} value={rule.forumWide ? 'forum' : 'own'} choices={[{ value: 'forum', label: t`the forum` }, { value: 'own', label: t`documents of the secretariat` }]} onChange={({ target }) => change({ forumWide: target.value === 'forum' })} />}
            <Select label={t`Kind`} value={rule.kind} none={t`Any kind`} choices={Object.keys(kinds).map((kind) => ({ value: kind, label: label(kinds, kind) }))} onChange={({ target }) => change({ kind: target.value })} />
            {rule.after !== 'changed' && <Select label={t`Marking`} value={rule.tlp} none={t`Any marking`} choices={tlps.map((tlp) => ({ value: tlp, label: `TLP:${tlp.toUpperCase()}`, lang: 'en' }))} onChange={({ target }) => change({ tlp: target.value })} />}
            <TextField label={t`Kept for, in years`} inputMode="decimal" error={tried ? faults.years : undefined} value={rule.years} onChange={({ target }) => change({ years: target.value })} />
            <Select label={t`Counted from`} value={rule.after} choices={afters.map((after) => ({ value: after, label: words.after[after] }))} onChange={({ target }) => change({ after: afters.find((one) => one === target.value) ?? 'released' })} />
            <Select label={t`Then`} value={rule.action} choices={(['dispose', 'review'] as const).map((action) => ({ value: action, label: words.actions[action] }))} onChange={({ target }) => change({ action: target.value === 'review' ? 'review' : 'dispose' })} />
          </div>
        )}
        <TextArea label={t`Reason and basis`} rows={3} maxLength={1000} error={tried ? faults.reason : undefined} value={rule.reason} onChange={({ target }) => change({ reason: target.value })} />
        <Note><Trans>It takes two: another officer decides. What falls due by it is announced to each originator thirty days before anything goes.</Trans></Note>
        {done.error && <Failure problem={asProblem(done.error)} />}
        <Actions><Button type="submit" look="main" busy={done.isPending}>{t`Propose`}</Button><Button onClick={onClose}>{t`Cancel`}</Button></Actions>
      </form>
    </Dialog>
  );
}
