import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../ui/actions/Button';
import { Actions, Dialog } from '../../ui/actions/Dialog';
import { useAddress } from './address';
import { Facets } from './Facets';
import { inForce } from './search';

/** On a phone the filters have a sheet of their own, so that the list begins on the first screen. */
export function FilterSheet() {
  const { t } = useLingui();
  const [open, setOpen] = useState(false);
  const [search] = useAddress();
  const count = inForce(search);
  return (
    <>
      <Button icon="filter" wide aria-haspopup="dialog" onClick={() => setOpen(true)} after={count > 0 ? t`${count} in use` : undefined}>{t`Filters`}</Button>
      <Dialog title={t`Filters`} open={open} onClose={() => setOpen(false)} sheet>
        <Facets />
        <Actions><Button look="main" wide onClick={() => setOpen(false)}><Trans>Show the documents</Trans></Button></Actions>
      </Dialog>
    </>
  );
}
