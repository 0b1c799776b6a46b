import { useLingui } from '@lingui/react/macro';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { facetsQuery } from '../../../api/documents';
import type { Count } from '../../../api/model';
import { FacetGroup, type FacetValue } from '../../../ui/data/FacetGroup';
import { useFormats } from '../../../i18n/useFormats';
import { Skeleton } from '../../../ui/state/Skeleton';
import { useAddress } from '../address';
import { PeriodFields } from './PeriodFields';
import { chosen, filtersOf, toggled, toggledYear, yearOf } from '../filters';
import type { ListFilter } from '../search';
import { useFilterNames } from './names';

/** Ways to narrow the list, each value with what it would leave. Nothing that you may not see is counted. */
export function Facets() {
  const { t } = useLingui();
  const { number } = useFormats();
  const [search, go] = useAddress();
  const nameOf = useFilterNames();
  const { data, error } = useQuery({ ...facetsQuery(filtersOf(search)), placeholderData: keepPreviousData });
  // The list itself says what went wrong.
  if (!data) return error ? null : <Skeleton rows={3} />;
  const count = ({ count: records, capped }: Count) => (capped ? `${number(records)}+` : number(records));
  const values = (key: ListFilter): FacetValue[] => {
    const known = data[key].map((one) => ({ value: one.value, label: nameOf(key, one.value), count: count(one) }));
    // What is in force stays in sight, also where it leaves nothing.
    const gone = chosen(search, key).filter((value) => !known.some((one) => one.value === value));
    return [...known, ...gone.map((value) => ({ value, label: nameOf(key, value), count: number(0) }))];
  };
  const group = (key: ListFilter, label: string, shut = false) => {
    const all = values(key);
    return all.length > 0 && <FacetGroup key={key} label={label} values={all} chosen={chosen(search, key)} onToggle={(value) => go(toggled(search, key, value))} shut={shut} />;
  };
  const year = yearOf(search);
  return (
    <>
      {group('subject', t`Subject`)}
      {group('kind', t`Kind`)}
      {group('originator', t`Originator`)}
      {group('language', t`Language`, true)}
      {group('tlp', t`TLP`, true)}
      {group('state', t`State`, true)}
      <FacetGroup
        label={t`Date of release`} shut={!year && !search.from && !search.to} chosen={year ? [year] : []}
        values={data.year.map((one) => ({ value: one.value, label: one.value, count: count(one) }))} onToggle={(value) => go(toggledYear(search, value))}
      ><PeriodFields /></FacetGroup>
    </>
  );
}
