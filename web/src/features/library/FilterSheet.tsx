import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../ui/actions/Button';
import { later } from '../../ui/later';
import { useAddress } from './address';
import { inForce } from './search';

const Sheet = later(async () => (await import('./Sheet')).Sheet);

/** On a phone the filters have a sheet of their own, so that the list begins on the first screen. */
export function FilterSheet() {
  const { t } = useLingui();
  const [open, setOpen] = useState(false);
  const [search] = useAddress();
  const count = inForce(search);
  return (
    <>
      <Button icon="filter" wide aria-haspopup="dialog" onClick={() => setOpen(true)} after={count > 0 ? t`${count} in use` : undefined}>{t`Filters`}</Button>
      {open && <Sheet onClose={() => setOpen(false)} />}
    </>
  );
}
