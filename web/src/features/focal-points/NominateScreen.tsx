import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/client';
import { areas, type Area, type Nomination, type Rank } from '../../api/focal-points';
import { partiesQuery } from '../../api/parties';
import { asProblem } from '../../api/problem';
import { useMayEver, useSession } from '../../api/session';
import { Button } from '../../ui/actions/Button';
import { Actions } from '../../ui/actions/Dialog';
import { Link } from '../../ui/actions/Link';
import { ErrorSummary } from '../../ui/fields/ErrorSummary';
import { Select } from '../../ui/fields/Select';
import { TextField } from '../../ui/fields/TextField';
import { Breadcrumbs } from '../../ui/page/Breadcrumbs';
import { Page, PageHead } from '../../ui/page/Page';
import { Failure } from '../../ui/state/Failure';
import { Note } from '../../ui/state/Note';
import { hindrance, sendLetter } from './letter';
import { LetterField } from './LetterField';
import { nominateSearch, type NominateSearch } from './search';
import { noDescription, OfficeFields } from './OfficeFields';
import { useWords } from './words';
import './focal-points.css';

const today = () => new Date().toISOString().slice(0, 10);

/** Names somebody as a focal point: who, on what, and the letter. */
export function NominateScreen({ search }: { search: NominateSearch }) {
  const { party: named } = nominateSearch(search);
  const { t } = useLingui();
  const nominates = useMayEver('nominate:nomination');
  const { roles } = useSession();
  const officer = roles.includes('secretariat_officer');
  return (
    <Page title={t`Nominate a focal point`}>
      <Breadcrumbs links={[<Link key="all" to="/focal-points">{t`Focal points`}</Link>, <Link key="nominations" to="/nominations">{t`Nominations`}</Link>]} here={t`New`} />
      <PageHead title={t`Nominate a focal point`}>
        {officer ? <Trans>On behalf of a member that has no focal point yet. Two other officers decide on it.</Trans> : <Trans>Two secretariat officers look at the letter; then the nominee is invited.</Trans>}
      </PageHead>
      {nominates ? <Form named={named} officer={officer} /> : <Note title={t`This is for a focal point of your party.`}>{t`Where there is none yet, send the letter to the secretariat: it enters the nomination on your behalf.`}</Note>}
    </Page>
  );
}

function Form({ named, officer }: { named?: string; officer: boolean }) {
  const { t } = useLingui();
  const words = useWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { data: parties } = useQuery({ ...partiesQuery, enabled: officer });
  const [party, setParty] = useState(named ?? '');
  const [who, setWho] = useState({ name: '', email: '', locale: 'en', area: 'general' as Area, rank: 'primary' as Rank, since: today(), until: '' });
  const [described, describe] = useState(noDescription);
  const [file, setFile] = useState<File | null>(null);
  const [tried, setTried] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const set = (part: Partial<typeof who>) => setWho({ ...who, ...part });
  const sent = useMutation({
    mutationFn: async () => {
      const id = made ?? (await call<Nomination>('/nominations', { method: 'POST', body: { ...who, ...described, name: who.name.trim(), email: who.email.trim(), agency: described.agency.trim(), until: who.until || undefined, party: officer ? party : undefined } })).id;
      setMade(id);
      if (file) await sendLetter(id, file);
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['nominations'] });
      await navigate({ to: '/nominations' });
    },
  });
  const problem = sent.error ? asProblem(sent.error) : null;
  const missing: Record<string, string | false> = {
    party: officer && party === '' && t`Choose the member it is on behalf of.`,
    name: who.name.trim().length < 2 && t`Give the name as the letter has it.`,
    email: !/^\S+@\S+\.\S+$/.test(who.email.trim()) && t`Give a work address like name@agency.gov.`,
    agency: described.agency.trim().length < 2 && t`Give the agency or unit.`,
    languages: described.languages.length === 0 && t`Choose at least one language.`,
    letter: !file && t`Add the letter of nomination.`,
  };
  const fault = (path: string) => problem?.errors?.find((one) => one.path === path)?.message ?? (tried ? missing[path] || undefined : undefined);
  const faults = Object.keys(missing).filter((path) => missing[path]);
  const errors = [...(tried ? faults.map((path) => ({ id: path, message: String(missing[path]) })) : []), ...(problem?.errors ?? []).map(({ path, message }) => ({ id: path, message }))];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (faults.length === 0 && !(file && hindrance(file))) sent.mutate();
  };
  return (
    <form className="stack-wide measure" onSubmit={submit} noValidate>
      <ErrorSummary errors={errors} />
      <fieldset className="fp-part" disabled={made !== null}>
        <legend>{t`The person`}</legend>
        {officer && <Select id="party" label={t`On behalf of`} none={t`Choose a party`} error={fault('party')} value={party} choices={(parties ?? []).filter(({ kind }) => kind !== 'secretariat').map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))} onChange={({ target }) => setParty(target.value)} />}
        <TextField id="name" label={t`Name`} autoComplete="off" maxLength={200} error={fault('name')} value={who.name} onChange={({ target }) => set({ name: target.value })} />
        <TextField id="email" label={t`Work address`} type="email" dir="ltr" autoComplete="off" maxLength={254} hint={t`The invitation goes there. Only your party and the secretariat see it.`} error={fault('email')} value={who.email} onChange={({ target }) => set({ email: target.value })} />
        <Select label={t`Language of the invitation and the terms`} value={who.locale} choices={[{ value: 'en', label: 'English', lang: 'en' }, { value: 'ar', label: 'العربية', lang: 'ar' }]} onChange={({ target }) => set({ locale: target.value })} />
      </fieldset>
      <fieldset className="fp-part" disabled={made !== null}>
        <legend>{t`The mandate`}</legend>
        <Select id="area" label={t`Subject`} value={who.area} choices={areas.map((value) => ({ value, label: words.areas[value] }))} onChange={({ target }) => set({ area: target.value as Area })} />
        <Select id="rank" label={t`Rank`} value={who.rank} choices={Object.entries(words.ranks).map(([value, label]) => ({ value, label }))} onChange={({ target }) => set({ rank: target.value as Rank })} />
        <div className="row fp-hours">
          <TextField id="since" label={t`Since`} type="date" short error={fault('since')} value={who.since} onChange={({ target }) => set({ since: target.value })} />
          <TextField id="until" label={t`Until`} type="date" short optional error={fault('until')} value={who.until} onChange={({ target }) => set({ until: target.value })} />
        </div>
      </fieldset>
      <fieldset className="fp-part" disabled={made !== null}>
        <legend>{t`For the directory`}</legend>
        <OfficeFields value={described} onChange={(part) => describe({ ...described, ...part })} fault={fault} />
      </fieldset>
      <LetterField file={file} onFile={setFile} error={fault('letter')} />
      {made && sent.error && <Note look="warning" live title={t`The nomination is kept; its letter did not arrive.`}>{t`Send it once more, or later from the list of nominations.`}</Note>}
      {problem && !problem.errors?.length && <Failure problem={problem} />}
      <Actions><Button type="submit" look="main" icon="send" busy={sent.isPending}>{made ? t`Send the letter again` : t`Nominate`}</Button></Actions>
    </form>
  );
}
