import { useLingui } from '@lingui/react/macro';
import { Menu } from '../actions/Menu';
import { Icon } from '../icon/Icon';
import { TakeLinks, type Format } from './TakeLinks';

/** A list as a file, in the form that is wanted. `href` gives the address of each. */
export function TakeAway({ href }: { href: (format: Format) => string }) {
  const { t } = useLingui();
  return (
    <Menu summaryClass="button button-small" summary={<><Icon name="download" small />{t`Take it away`}</>}>
      <TakeLinks href={href} />
    </Menu>
  );
}
