import { useLingui } from '@lingui/react/macro';
import { useEffect, useRef, type FormEvent } from 'react';
import { courseLengths, courseLevels, type CourseLength, type CourseLevel, type CourseSearch } from '../../../api/learning';
import { useFormats } from '../../../i18n/useFormats';
import { Button, LinkButton } from '../../../ui/actions/Button';
import { Select } from '../../../ui/fields/Select';
import { useWords } from './words';

/** Languages of the region and of the forum that courses come in. */
const languages = ['en', 'ar', 'bn', 'fa', 'fr', 'hi', 'id', 'km', 'lo', 'ms', 'my', 'ne', 'si', 'ta', 'th', 'ur', 'vi', 'zh'];

export function CourseFilters({ search, onChange }: { search: CourseSearch; onChange: (search: CourseSearch) => void }) {
  const { t } = useLingui();
  const { language } = useFormats();
  const { levels, lengths } = useWords();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => { if (field.current) field.current.value = search.q ?? ''; }, [search.q]);
  const find = (event: FormEvent) => {
    event.preventDefault();
    const q = field.current?.value.trim();
    onChange({ ...search, q: q || undefined });
  };
  return (
    <search className="course-filters">
      <form onSubmit={find}>
        <label htmlFor="course-search" className="hidden-text">{t`Search in titles, summaries and codes`}</label>
        <input ref={field} id="course-search" type="search" dir="auto" className="input" defaultValue={search.q} minLength={2} maxLength={100} />
        <Button type="submit" icon="search">{t`Search`}</Button>
      </form>
      <Select label={t`Language`} small none={t`All`} value={search.language ?? ''} choices={languages.map((code) => ({ value: code, label: language(code) }))} onChange={({ target }) => onChange({ ...search, language: target.value || undefined })} />
      <Select label={t`Level`} small none={t`All`} value={search.level ?? ''} choices={courseLevels.map((value) => ({ value, label: levels[value] }))} onChange={({ target }) => onChange({ ...search, level: (target.value || undefined) as CourseLevel | undefined })} />
      <Select label={t`Length`} small none={t`All`} value={search.length ?? ''} choices={courseLengths.map((value) => ({ value, label: lengths[value] }))} onChange={({ target }) => onChange({ ...search, length: (target.value || undefined) as CourseLength | undefined })} />
      {(search.q || search.language || search.level || search.length) && <LinkButton onClick={() => onChange({ box: search.box })}>{t`Clear`}</LinkButton>}
    </search>
  );
}
