import { useLingui } from '@lingui/react/macro';
import { Menu } from '../actions/Menu';
import { Icon } from '../icon/Icon';

const formats = ['csv', 'xlsx', 'json'] as const;

/** A list as a file, in the form that is wanted. `href` gives the address of each. */
export function TakeAway({ href }: { href: (format: (typeof formats)[number]) => string }) {
  const { t } = useLingui();
  return (
    <Menu summaryClass="button button-small" summary={<><Icon name="download" small />{t`Take it away`}</>}>
      {formats.map((format) => <a key={format} href={href(format)} download>{format.toUpperCase()}</a>)}
    </Menu>
  );
}
