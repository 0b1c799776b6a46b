import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { asProblem } from '../../api/problem';
import { take } from '../../api/take';
import { Menu } from '../../ui/actions/Menu';
import { Icon } from '../../ui/icon/Icon';

/** The directory as a table or as cards; with the private details shown to the reader, that takes a fresh proof and is recorded for each. */
export function TakeDirectory({ href }: { href: (format: string, contact?: 'shown') => string }) {
  const { t } = useLingui();
  const [refused, setRefused] = useState('');
  const keep = (url: string) => {
    setRefused('');
    take(url).catch((error: unknown) => setRefused(asProblem(error).detail ?? asProblem(error).title));
  };
  const link = (url: string, label: string) => <a key={url} href={url} download onClick={(event) => { event.preventDefault(); keep(url); }}>{label}</a>;
  return (
    <Menu summaryClass="button" summary={<><Icon name="download" />{t`Take it away`}</>}>
      {[['csv', 'CSV'], ['xlsx', 'XLSX'], ['json', 'JSON'], ['vcard', 'vCard']].map(([format = '', label = '']) => link(href(format), label))}
      <p className="menu-note">{t`With the private details shown to you; each is recorded:`}</p>
      {link(href('csv', 'shown'), t`CSV with private details`)}
      {link(href('vcard', 'shown'), t`vCard with private details`)}
      {refused && <p className="menu-note" role="alert">{refused}</p>}
    </Menu>
  );
}
