import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Icon } from '../icon/Icon';
import './breadcrumbs.css';

/** The way here. `links` are `<Link>`s, from the room down; `here` is the place itself. */
export function Breadcrumbs({ links, here }: { links: ReactNode[]; here: ReactNode }) {
  const { t } = useLingui();
  return (
    <nav className="crumbs" aria-label={t`Breadcrumb`}>
      <ol>
        {links.map((link, index) => <li key={index}>{link}<Icon name="next" small /></li>)}
        <li aria-current="page"><bdi className="numbers">{here}</bdi></li>
      </ol>
    </nav>
  );
}
