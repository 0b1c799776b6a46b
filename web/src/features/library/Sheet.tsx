import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '../../ui/actions/Button';
import { Actions, Dialog } from '../../ui/actions/Dialog';
import { Facets } from './Facets';

/** The filters over the whole of a small screen. */
export function Sheet({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  return (
    <Dialog title={t`Filters`} open onClose={onClose} sheet>
      <Facets />
      <Actions><Button look="main" wide onClick={onClose}><Trans>Show the documents</Trans></Button></Actions>
    </Dialog>
  );
}
