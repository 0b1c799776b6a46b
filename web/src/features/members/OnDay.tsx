import { Trans, useLingui } from '@lingui/react/macro';
import type { PartyOnDay } from '../../api/membership';
import { useFormats } from '../../i18n/useFormats';
import { useLabel } from '../../i18n/vocabulary';
import { bodies } from '../../marking/vocabulary';
import { Code } from '../../ui/data/Code';
import { Pairs } from '../../ui/data/Pairs';
import { Card } from '../../ui/page/Card';
import { Status } from '../../ui/state/Status';
import { holds, today } from './days';
import { standingLooks, useMemberWords } from './words';

/** What a party was on a day, and what followed from it: by which names a marking reached it. */
export function OnDay({ party, day }: { party: PartyOnDay; day: string }) {
  const { t } = useLingui();
  const { date, list } = useFormats();
  const label = useLabel();
  const { standings, memberships } = useMemberWords();
  const { standing, circles } = party;
  const held = party.memberships.filter((one) => holds(one, day || today()));
  const reached = circles.map((circle) => (circle === 'community' ? t`TLP:GREEN, which is for every member` : circle === party.code ? t`its own name` : label(bodies, circle)));
  return (
    <Card labelledby="on-day" className="stack">
      <h2 id="on-day">{day ? t`On ${date(day, 'long')}` : t`Today`}</h2>
      <Pairs pairs={[
        [t`Standing`, <Status key="standing" look={standingLooks[standing]}>{standings[standing]}</Status>],
        [t`Memberships`, held.length > 0 ? <ul key="held">{held.map(({ body, membership, verified }) => <li key={body}>{label(bodies, body)}: <strong>{memberships[membership]}</strong>{!verified && <span className="small muted"> ({t`not verified`})</span>}</li>)}</ul> : t`In no body`],
        [t`A marking reaches it by`, reached.length > 0 ? list(reached) : t`nothing but TLP:CLEAR`],
      ]} />
      <p className="small muted"><Trans>Its code is <Code>{party.code}</Code>.</Trans></p>
    </Card>
  );
}
