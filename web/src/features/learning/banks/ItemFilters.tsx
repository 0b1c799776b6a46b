import { useLingui } from '@lingui/react/macro';
import { useEffect, useRef, type FormEvent } from 'react';
import type { Bank, ItemsSearch } from '../../../api/banks';
import { useFormats } from '../../../i18n/useFormats';
import { Button, LinkButton } from '../../../ui/actions/Button';
import { Select } from '../../../ui/fields/Select';
import { kinds } from './kinds/kinds';
import { useFlags } from './words';

/** Narrows the questions of a bank; what is chosen stands in the address. */
export function ItemFilters({ bank, search, onChange }: { bank: Bank; search: ItemsSearch; onChange: (search: ItemsSearch) => void }) {
  const { t, i18n } = useLingui();
  const { language: nameOf } = useFormats();
  const flags = useFlags();
  const lacking = [...bank.languages, ...(search.lacks && !bank.languages.some(({ language }) => language === search.lacks) ? [{ language: search.lacks, lacking: bank.questions }] : [])];
  const notIn = (name: string, count: number) => t`Not in ${name} (${count})`;
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => { if (field.current) field.current.value = search.q ?? ''; }, [search.q]);
  const find = (event: FormEvent) => {
    event.preventDefault();
    onChange({ ...search, q: field.current?.value.trim() || undefined });
  };
  return (
    <search className="bank-filters">
      <form onSubmit={find}>
        <label htmlFor="bank-search" className="hidden-text">{t`Search in codes and questions`}</label>
        <input ref={field} id="bank-search" type="search" dir="auto" className="input" defaultValue={search.q} maxLength={100} />
        <Button type="submit" icon="search">{t`Search`}</Button>
      </form>
      <Select label={t`Kind`} small none={t`All`} value={search.type ?? ''} choices={kinds.map(({ type, name }) => ({ value: type, label: i18n._(name) }))} onChange={({ target }) => onChange({ ...search, type: (target.value || undefined) as ItemsSearch['type'] })} />
      <Select label={t`Tag`} small none={t`All`} value={search.tag ?? ''} choices={bank.tags.map(({ tag, questions }) => ({ value: tag, label: `${tag} (${questions})` }))} onChange={({ target }) => onChange({ ...search, tag: target.value || undefined })} />
      <Select label={t`State`} small none={t`In use`} value={search.state ?? ''} choices={[{ value: 'retired', label: t`Retired` }, { value: 'all', label: t`In use and retired` }]} onChange={({ target }) => onChange({ ...search, state: (target.value || undefined) as ItemsSearch['state'] })} />
      <Select label={t`Figures`} small none={t`Whatever they say`} value={search.flag ?? ''} choices={[{ value: 'any', label: t`Worth a look` }, ...Object.entries(flags).map(([value, { name }]) => ({ value, label: name }))]} onChange={({ target }) => onChange({ ...search, flag: (target.value || undefined) as ItemsSearch['flag'] })} />
      {lacking.length > 0 && <Select label={t`Languages`} small none={t`All`} value={search.lacks ?? ''} choices={lacking.map(({ language, lacking: count }) => ({ value: language, label: notIn(nameOf(language), count) }))} onChange={({ target }) => onChange({ ...search, lacks: target.value || undefined })} />}
      {Object.keys(search).length > 0 && <LinkButton onClick={() => onChange({})}>{t`Clear`}</LinkButton>}
    </search>
  );
}
