import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { facetsQuery, savedSearchesQuery } from '../../api/documents';
import type { Facets } from '../../api/model';
import { useSession } from '../../api/session';
import { useFormats } from '../../i18n/useFormats';
import { usePreferences } from '../../preferences/preferences';
import { Link } from '../../ui/actions/Link';
import { Card } from '../../ui/page/Card';

/** A few numbers and the ways on; left out where the line is dear. A tile without its number still leads on. */
export function Tiles() {
  const { t } = useLingui();
  const { number } = useFormats();
  const { party } = useSession();
  const { lowData } = usePreferences();
  const { data: ours } = useQuery({ ...facetsQuery({ originator: party.code, state: 'released' }), enabled: !lowData });
  const { data: all } = useQuery({ ...facetsQuery({}), enabled: !lowData });
  const { data: saved = [] } = useQuery({ ...savedSearchesQuery, enabled: !lowData });
  if (lowData) return null;
  const written = (facets?: Facets) => (facets ? `${number(facets.total.count)}${facets.total.capped ? '+' : ''}` : '…');
  return (
    <div className="tiles">
      <Card className="tile" labelledby="tile-ours">
        <h2 id="tile-ours"><Trans>Released by your party</Trans></h2>
        <p className="tile-big">{written(ours)}</p>
        <p className="tile-end"><Link to="/drafts"><Trans>My documents</Trans></Link></p>
      </Card>
      <Card className="tile" labelledby="tile-all">
        <h2 id="tile-all"><Trans>In the library for you</Trans></h2>
        <p className="tile-big">{written(all)}</p>
        <p className="tile-end"><Link to="/documents"><Trans>Search the library</Trans></Link></p>
      </Card>
      <Card className="tile" labelledby="tile-saved">
        <h2 id="tile-saved"><Trans>Saved searches</Trans></h2>
        {saved.length === 0 && <p className="small muted"><Trans>Search the library and keep the search under a name.</Trans></p>}
        <ul>{saved.slice(0, 4).map(({ id, name, query }) => <li key={id}><Link to="/documents" search={Object.fromEntries(new URLSearchParams(query))}><bdi>{name}</bdi></Link></li>)}</ul>
        {saved.length > 4 && <p className="tile-end"><Link to="/documents">{plural(saved.length, { one: 'All #', other: 'All #' })}</Link></p>}
      </Card>
      <Card className="tile" labelledby="tile-help">
        <h2 id="tile-help">{t`How sharing works here`}</h2>
        <p className="small"><Trans>A document is private to its originator until it is released. Under every document stands why you see it; before a release you see who will.</Trans></p>
        <p className="tile-end"><Link to="/members"><Trans>Members and audiences</Trans></Link></p>
      </Card>
    </div>
  );
}
