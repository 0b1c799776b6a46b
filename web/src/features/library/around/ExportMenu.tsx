import { Trans, useLingui } from '@lingui/react/macro';
import { address } from '../../../api/client';
import { Menu } from '../../../ui/actions/Menu';
import { TakeLinks } from '../../../ui/data/TakeLinks';
import { Icon } from '../../../ui/icon/Icon';
import { useAddress } from '../address';
import { filtersOf } from '../filters';

/** The list as a file: the filters in force and nothing else. */
export function ExportMenu() {
  const { t } = useLingui();
  const [search] = useAddress();
  return (
    <Menu summaryClass="button button-small" summary={<><Icon name="download" small />{t`Export`}</>}>
      <p className="menu-note"><Trans>Descriptions of the documents found, with their markings. No files. The export is recorded.</Trans></p>
      <TakeLinks href={(format) => address('/documents/export', { ...filtersOf(search), format })} />
    </Menu>
  );
}
