import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type FormEvent } from 'react';
import { type Bank, type Blueprint, blueprintQuery } from '../../../api/banks';
import { call } from '../../../api/client';
import { asProblem } from '../../../api/problem';
import { Button, LinkButton } from '../../../ui/actions/Button';
import { ErrorSummary } from '../../../ui/fields/ErrorSummary';
import { RadioGroup } from '../../../ui/fields/RadioGroup';
import { TextField } from '../../../ui/fields/TextField';
import { Failure } from '../../../ui/state/Failure';
import { Note } from '../../../ui/state/Note';
import { moved } from '../authoring/outline-drafts';
import { heldAt, holdAt } from '../held';
import { type BlueprintDraft, blueprintOf, emptySection, type SectionDraft } from './drafts';
import { SectionFields } from './SectionFields';
import { TrialDraw } from './TrialDraw';
import { useSupply } from './useSupply';

interface BlueprintFormProps {
  lesson: string;
  kept: BlueprintDraft | null;
  begun: BlueprintDraft;
  bank: Bank | null;
  writes: boolean;
}

/** Sections and rules of an examination. What they find in the bank is looked up while they are typed. */
export function BlueprintForm({ lesson, kept, begun, bank, writes }: BlueprintFormProps) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const place = `blueprint/${lesson}`;
  const [held] = useState(() => heldAt<BlueprintDraft>(place));
  const [draft, setDraft] = useState(held ?? begun);
  const changed = JSON.stringify(draft) !== JSON.stringify(kept ?? begun);
  useEffect(() => { holdAt(place, changed && writes ? draft : null); }, [place, changed, draft, writes]);
  const supply = useSupply(lesson, draft.sections, bank !== null);
  const saved = useMutation({
    mutationFn: () => call<Blueprint>(`/lessons/${lesson}/quiz`, { method: 'PUT', body: blueprintOf(draft) }),
    onSuccess: (answer) => {
      holdAt(place, null);
      queries.setQueryData(blueprintQuery(lesson).queryKey, answer);
      void queries.invalidateQueries({ queryKey: ['courses', 'version'] });
    },
  });
  const problem = saved.error ? asProblem(saved.error) : null;
  const fault = (path: string) => problem?.errors?.find((one) => one.path === path)?.message;
  const set = (part: Partial<BlueprintDraft>) => { setDraft({ ...draft, ...part }); saved.reset(); };
  const section = (index: number, part: Partial<SectionDraft>) => set({ sections: draft.sections.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  const drawn = draft.sections.reduce((sum, { draw }) => sum + (Number(draw) || 0), 0);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saved.mutate();
  };
  return (
    <form className="stack" noValidate onSubmit={submit}>
      <ErrorSummary errors={(problem?.errors ?? []).map(({ path, message }) => ({ id: `b-${path}`, message }))} />
      {held && changed && <Note title={t`What you wrote earlier is here again.`}><LinkButton onClick={() => setDraft(kept ?? begun)}>{t`Throw it away`}</LinkButton></Note>}
      <fieldset className="blueprint-fields stack" disabled={!writes}>
        <legend className="hidden-text">{t`Blueprint of the examination`}</legend>
        <ol className="blueprint-sections" id="b-sections" tabIndex={-1}>
          {draft.sections.map((one, index) => (
            <SectionFields
              key={index} index={index} section={one} supply={supply.of(index)} fault={fault} only={draft.sections.length === 1} onChange={(part) => section(index, part)}
              onMove={(by) => set({ sections: moved(draft.sections, index, by) })} onRemove={() => set({ sections: draft.sections.filter((_, at) => at !== index) })}
            />
          ))}
        </ol>
        {bank && bank.tags.length > 0 && <p className="small muted">{t`Tags of this bank:`} <bdi>{bank.tags.map(({ tag, questions }) => `${tag} (${questions})`).join(', ')}</bdi></p>}
        {draft.sections.length < 30 && <Button size="small" icon="plus" onClick={() => set({ sections: [...draft.sections, emptySection] })}>{t`Another section`}</Button>}
        <p className="numbers">{plural(drawn, { one: '# question in all.', other: '# questions in all.' })}</p>
        {supply.clash && <Note look="warning"><Trans>Each section finds enough by itself, but they take each other’s questions. Draw fewer, or by other tags.</Trans></Note>}
        <div className="blueprint-rules">
          <TextField id="b-minutes" label={t`Minutes`} hint={t`Empty: without a limit.`} type="number" min={1} max={600} short error={fault('minutes')} value={draft.minutes} onChange={({ target }) => set({ minutes: target.value })} />
          <TextField id="b-passMark" label={t`Pass mark, per cent`} type="number" min={0} max={100} short error={fault('passMark')} value={draft.passMark} onChange={({ target }) => set({ passMark: target.value })} />
          <TextField id="b-attempts" label={t`Attempts`} hint={t`Empty: as often as one likes.`} type="number" min={1} max={100} short error={fault('attempts')} value={draft.attempts} onChange={({ target }) => set({ attempts: target.value })} />
          <TextField id="b-cooldownHours" label={t`Hours between attempts`} type="number" min={0} max={8760} short error={fault('cooldownHours')} value={draft.cooldownHours} onChange={({ target }) => set({ cooldownHours: target.value })} />
        </div>
        <RadioGroup
          id="b-review" label={t`Shown afterwards`} error={fault('review')} value={draft.review}
          choices={[{ value: 'never', label: t`Only whether it was passed` }, { value: 'score_only', label: t`The score` }, { value: 'after_close', label: t`Everything, with what is right` }]} onChange={(review) => set({ review })}
        />
      </fieldset>
      {problem && !problem.errors?.length && <Failure problem={problem} />}
      {saved.isSuccess && <Note look="good" live>{t`Kept.`}</Note>}
      {writes ? <div><Button type="submit" look="main" busy={saved.isPending}>{t`Keep the blueprint`}</Button></div> : <p className="small muted"><Trans>It changes only while its version is a draft.</Trans></p>}
      <TrialDraw lesson={lesson} bank={bank?.id ?? null} sections={draft.sections} />
    </form>
  );
}
