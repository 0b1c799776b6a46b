import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState, type FormEvent } from 'react';
import { type Bank, itemQuery, type Translation, type WrittenItem } from '../../../api/banks';
import { call } from '../../../api/client';
import type { ProblemDocument } from '../../../api/model';
import { asProblem } from '../../../api/problem';
import { useFormats } from '../../../i18n/useFormats';
import { Button, LinkButton } from '../../../ui/actions/Button';
import { ErrorSummary } from '../../../ui/fields/ErrorSummary';
import { classes } from '../../../ui/classes';
import { Failure } from '../../../ui/state/Failure';
import { Note } from '../../../ui/state/Note';
import { heldAt, holdAt } from '../held';
import { CommonFields } from './CommonFields';
import { type Draft, languageOf, writtenOf } from './drafts';
import { kindOf } from './kinds/kinds';
import { LanguageChoice } from './LanguageChoice';
import { Rehearsal } from './Rehearsal';
import { TranslationFields } from './TranslationFields';
import { followed } from './translating';
import { useLineNames } from './words';

const without = (translations: Record<string, Translation>, language: string) => Object.fromEntries(Object.entries(translations).filter(([code]) => code !== language));

/** Faults by their place in the question, wherever the server put the question itself. A new one is in conflict with what has its code already. */
const faultsIn = (problem: ProblemDocument | null, isNew: boolean) => (isNew && problem?.status === 409 ? [{ path: 'code', message: problem.detail ?? problem.title }] : (problem?.errors ?? [])).map(({ path, message }) => ({ path: path.replace(/^question\./, ''), message }));

interface QuestionEditorProps {
  bank: Bank;
  item: WrittenItem | undefined;
  begun: Draft;
  /** The one it is looked at in; null for the one it was written in. */
  language: string | null;
}

/** The form of a question or of its translation, and beside it the question as trainees see it. What is typed stays in this tab until the server keeps it. */
export function QuestionEditor({ bank, item, begun, language }: QuestionEditorProps) {
  const { t } = useLingui();
  const { language: nameOf } = useFormats();
  const names = useLineNames();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const place = `question/${bank.id}/${item?.id ?? begun.type}`;
  const [held] = useState(() => heldAt<Draft>(place));
  const [draft, setDraft] = useState<Draft>(held ?? begun);
  const [tried, setTried] = useState<ProblemDocument | null>(null);
  const changed = JSON.stringify(draft) !== JSON.stringify(begun);
  const writes = bank.allows.includes('write');
  useEffect(() => { holdAt(place, changed && writes ? draft : null); }, [place, changed, draft, writes]);
  const lookAt = (next: string | null, of = item?.id) => navigate({ to: '/learning/banks/{-$id}', params: { id: bank.id }, search: { ...(of ? { item: of } : { new: begun.type }), language: next ?? undefined }, replace: true });
  const refused = (found: ProblemDocument | null) => {
    const places = faultsIn(found, item === undefined).map(({ path }) => languageOf(path));
    const [first] = places;
    // What is wrong in another language is shown where it can be mended.
    if (first !== undefined && !places.includes(language)) void lookAt(first);
  };
  const kept = useMutation({
    mutationFn: () => {
      const question = writtenOf(draft);
      return item ? call<WrittenItem>(`/items/${item.id}/versions`, { method: 'POST', body: { question, after: item.version } }) : call<WrittenItem>(`/banks/${bank.id}/items`, { method: 'POST', body: { question } });
    },
    onSuccess: async (written) => {
      holdAt(place, null);
      queries.setQueryData(itemQuery(written.id).queryKey, written);
      await lookAt(language, written.id);
      void queries.invalidateQueries({ queryKey: ['banks'], predicate: ({ queryKey }) => queryKey.length !== 3 || queryKey[1] !== 'item' });
    },
    onError: (error) => refused(asProblem(error)),
  });
  const problem = kept.error ? asProblem(kept.error) : tried;
  const faults = faultsIn(problem, item === undefined);
  const fault = (path: string) => faults.find((one) => one.path === path)?.message;
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...followed(before, part), ...part }));
  const summed = (path: string, message: string) => {
    const at = languageOf(path);
    // By itself a sentence would not say which of many texts it means.
    if (at && at === language) return { id: `q-${path}`, message: `${names(path.slice(`translations.${at}.`.length))}: ${message}` };
    return at === language ? { id: `q-${path}`, message } : { message: `${at ? nameOf(at) : t`Original`}: ${message}` };
  };
  const kind = kindOf(draft.type);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(null);
    kept.mutate();
  };
  if (!kind) return <Note><Trans>This kind of question is not written in the browser.</Trans></Note>;
  const props = { bank: bank.id, draft, change, fault };
  return (
    <div className={classes('question-editor', language && 'question-editor-two')}>
      <form className="stack" noValidate onSubmit={submit}>
        <ErrorSummary errors={faults.map(({ path, message }) => summed(path, message))} />
        {held && changed && <Note title={t`What you wrote earlier is here again.`}><LinkButton onClick={() => setDraft(begun)}>{t`Throw it away`}</LinkButton></Note>}
        <LanguageChoice bank={bank} translations={draft.translations} language={language} writes={writes} onChange={(next) => void lookAt(next)} />
        <fieldset className="question-fields stack" disabled={!writes}>
          <legend className="hidden-text">{t`Question`}</legend>
          {language
            ? <TranslationFields key={language} {...props} language={language} original={bank.language} />
            : <CommonFields {...props} fixedCode={item !== undefined} hasPicture={kind.hasPicture ?? false} tags={bank.tags.map(({ tag }) => tag)}><kind.Fields {...props} /></CommonFields>}
        </fieldset>
        {problem && faults.length === 0 && <Failure problem={problem} />}
        {kept.isSuccess && !changed && <Note look="good" live>{t`Kept.`}</Note>}
        {writes && (
          <div className="row">
            <Button type="submit" look="main" busy={kept.isPending}>{item ? t`Keep as version ${item.version + 1}` : t`Keep the question`}</Button>
            {language && draft.translations?.[language] && <Button icon="trash" onClick={() => { change({ translations: without(draft.translations ?? {}, language) }); void lookAt(null); }}>{t`Take this translation away`}</Button>}
            {changed && item && <Button onClick={() => { setDraft(begun); kept.reset(); setTried(null); }}>{t`Undo the changes`}</Button>}
          </div>
        )}
        {item && writes && <p className="small muted"><Trans>A version never changes. Attempts that run keep the one they were asked; the next ones get the newest.</Trans></p>}
      </form>
      <Rehearsal key={language} bank={bank.id} draft={draft} language={language} onRefused={(found) => { setTried(found); refused(found); }} />
    </div>
  );
}
