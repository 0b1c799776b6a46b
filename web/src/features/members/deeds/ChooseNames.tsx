import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { historyQuery } from '../../../api/membership';
import { useFormats } from '../../../i18n/useFormats';
import { LinkButton } from '../../../ui/actions/Button';
import { Select } from '../../../ui/fields/Select';
import { TextField } from '../../../ui/fields/TextField';
import { standingNames } from '../names';
import { DeedDialog } from './DeedDialog';
import { useDeed } from './useDeed';

const usual = ['en', 'ar', 'id', 'fr', 'es', 'pt', 'zh', 'ru', 'th', 'vi', 'ms', 'fa', 'ur', 'hi', 'bn', 'si', 'ta', 'km', 'lo', 'my', 'ne', 'mn', 'dv', 'ko', 'ja', 'tr', 'fil'];
const another = 'another';

/** What one's own party is called, language by language. Nobody else chooses it, and no list of countries is asked. */
export function ChooseNames({ code, onClose }: { code: string; onClose: () => void }) {
  const { t } = useLingui();
  const { language: called } = useFormats();
  const { data } = useQuery(historyQuery(code));
  const known = standingNames(data?.names ?? []);
  const [chosen, setChosen] = useState('');
  const [tag, setTag] = useState('');
  const [draft, setDraft] = useState({ name: '', sortName: '' });
  const language = chosen === another ? tag.trim() : chosen;
  const now = known.find((one) => one.language === language);
  const path = `/parties/${code}/names/${encodeURIComponent(language)}`;
  const { submit, fault, ...state } = useDeed(path, 'PUT', onClose);
  const back = useDeed(path, 'DELETE', onClose);
  const choices = [...new Set([...known.map((one) => one.language), ...usual])].map((value) => ({ value, label: `${called(value)} (${value})` }));
  const turnTo = (value: string) => {
    const there = known.find((one) => one.language === value);
    setChosen(value);
    setDraft({ name: there?.name ?? '', sortName: there?.sortName && there.sortName !== there.name ? there.sortName : '' });
  };
  return (
    <DeedDialog {...state} failure={state.failure ?? back.failure} title={t`Names of your party`} deed={t`Use this name`} onClose={onClose} onSubmit={(event) => submit(event, { name: draft.name, sortName: draft.sortName || undefined }, [
      ['language', language !== '', t`Choose a language.`], ['name', draft.name.trim() !== '', t`Give a name.`],
    ])}>
      <p className="small muted"><Trans>Readers see the name in their language where you gave one, else the English one. Earlier names stay in the history.</Trans></p>
      <Select label={t`Language`} none={t`Choose a language`} error={chosen === another ? undefined : fault('language')} value={chosen} choices={[...choices, { value: another, label: t`Another one` }]} onChange={({ target }) => turnTo(target.value)} />
      {chosen === another && <TextField label={t`Tag of the language`} hint={<Trans>After BCP 47, such as <bdi dir="ltr" className="mono">zh-Hant</bdi></Trans>} short maxLength={35} dir="ltr" spellCheck={false} error={fault('language')} value={tag} onChange={({ target }) => setTag(target.value)} />}
      <TextField label={t`Name`} lang={language || undefined} maxLength={200} required error={fault('name')} value={draft.name} onChange={({ target }) => setDraft({ ...draft, name: target.value })} />
      <TextField label={t`Sorted by`} optional hint={t`Where the name is to stand in lists, when that is not its beginning.`} lang={language || undefined} maxLength={200} error={fault('sortName')} value={draft.sortName} onChange={({ target }) => setDraft({ ...draft, sortName: target.value })} />
      {now && language !== 'en' && <p><LinkButton onClick={back.run}>{t`Take the name in this language back`}</LinkButton></p>}
    </DeedDialog>
  );
}
