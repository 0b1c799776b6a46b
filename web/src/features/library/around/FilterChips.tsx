import { useLingui } from '@lingui/react/macro';
import { useFormats } from '../../../i18n/useFormats';
import { LinkButton } from '../../../ui/actions/Button';
import { Chip } from '../../../ui/data/Chip';
import { useAddress } from '../address';
import { useFilterTexts } from './names';
import { chosen, cleared, inForce, toggled, yearOf } from '../filters';
import { listFilters } from '../search';

/** The filters in force, each with a way out. */
export function FilterChips() {
  const { t } = useLingui();
  const { date } = useFormats();
  const [search, go] = useAddress();
  const text = useFilterTexts();
  if (inForce(search) === 0) return null;
  const day = (iso?: string) => (iso ? date(iso) : '…');
  const period = yearOf(search) ?? `${day(search.from)} – ${day(search.to)}`;
  return (
    <>
      {listFilters.flatMap((key) => chosen(search, key).map((value) => (
        <Chip key={`${key}-${value}`} name={text(key, value)} onRemove={() => go(toggled(search, key, value))}>{text(key, value)}</Chip>
      )))}
      {(search.from || search.to) && <Chip name={period} onRemove={() => go({ ...search, from: undefined, to: undefined })}>{period}</Chip>}
      <LinkButton className="small" onClick={() => go(cleared(search))}>{t`Clear`}</LinkButton>
    </>
  );
}
