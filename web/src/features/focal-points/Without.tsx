import { useLingui } from '@lingui/react/macro';
import type { DirectoryEntry } from '../../api/focal-points';
import { useMayEver, useSession } from '../../api/session';
import { useFormats } from '../../i18n/useFormats';
import { Link } from '../../ui/actions/Link';
import { PartyTag } from '../../marking/PartyTag';
import { Chapter } from '../../ui/page/Page';

/** Parties nobody speaks for yet; whoever may nominate for one finds the way beside it. */
export function Without({ entries }: { entries: DirectoryEntry[] }) {
  const { t } = useLingui();
  const { number } = useFormats();
  const { party, roles } = useSession();
  const nominates = useMayEver('nominate:nomination');
  const officer = roles.includes('secretariat_officer');
  if (entries.length === 0) return null;
  return (
    <Chapter id="without" title={<>{t`No focal point yet`} <span className="muted numbers">{number(entries.length)}</span></>}>
      <ul className="fp-none">
        {entries.map((entry) => (
          <li key={entry.party}>
            <PartyTag code={entry.party} />
            {nominates && (officer || entry.party === party.code) && <Link to="/nominations/new" search={officer ? { party: entry.party } : {}} className="small">{t`Nominate`}<span className="hidden-text"> {entry.name}</span></Link>}
          </li>
        ))}
      </ul>
    </Chapter>
  );
}
