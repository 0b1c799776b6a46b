import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../../ui/actions/Button';
import { Actions, Dialog } from '../../../ui/actions/Dialog';
import { useAddress } from '../address';
import { inForce } from '../filters';
import { Facets } from './Facets';

/** On a phone the filters have a sheet of their own, so that the list begins on the first screen. */
export function FilterSheet() {
  const { t } = useLingui();
  const [open, setOpen] = useState(false);
  const [search] = useAddress();
  const count = inForce(search);
  const close = () => setOpen(false);
  return (
    <>
      <Button icon="filter" wide aria-haspopup="dialog" onClick={() => setOpen(true)} after={count > 0 ? t`${count} in use` : undefined}>{t`Filters`}</Button>
      <Dialog title={t`Filters`} open={open} onClose={close} sheet>
        <Facets />
        <Actions><Button look="main" wide onClick={close}><Trans>Show the documents</Trans></Button></Actions>
      </Dialog>
    </>
  );
}
