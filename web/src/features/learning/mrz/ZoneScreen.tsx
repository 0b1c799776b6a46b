import { useLingui } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { zoneKinds, type ZoneKind } from '../../../api/zone-practice';
import { Button } from '../../../ui/actions/Button';
import { Beside, Page, PageHead, Section } from '../../../ui/page/Page';
import { Panel } from '../../../ui/page/Card';
import { Breadcrumbs } from '../../../ui/page/Breadcrumbs';
import { Link } from '../../../ui/actions/Link';
import { Note } from '../../../ui/state/Note';
import { ProgressBar } from '../../../ui/state/ProgressBar';
import { Trainer } from './Trainer';
import { usePractice } from './usePractice';
import { useKindWords } from './words';
import './zone.css';

const perKind = 5;

/** The trainer as a page of its own: five kinds, a sitting of twenty-five. */
export function ZoneScreen() {
  const { t } = useLingui();
  const words = useKindWords();
  const practice = usePractice();
  const [kind, setKind] = useState<ZoneKind>('check-digit');
  const { mutate } = practice.draw;
  useEffect(() => mutate(kind), [kind, mutate]);
  const { tally, marked } = practice;
  const total = tally.reduce((sum, { right }) => sum + right, 0);
  const done = tally.reduce((sum, one) => sum + one.done, 0);
  const mastered = marked?.mastered ?? null;
  return (
    <Page title={t`Machine readable zone`}>
      <Breadcrumbs links={[<Link key="learning" to="/learning">{t`Learning`}</Link>]} here={t`Machine readable zone`} />
      <PageHead title={t`Machine readable zone`}>{t`Exercises without end, all of the fictional State UTO. A sitting is twenty-five, five of each kind; it is mastered with twenty right, and at least three of each kind.`}</PageHead>
      {mastered !== null && (
        <Note look={mastered ? 'good' : 'info'} live title={mastered ? t`Mastered.` : t`The sitting is over.`}>
          {mastered ? t`${total} of 25 right, and at least three of each kind.` : t`${total} of 25 right. Twenty are needed, and at least three of each kind.`}
        </Note>
      )}
      <Beside
        aside={
          <Panel label={t`Kinds of exercise`}>
            <Section title={t`This sitting`} id="sitting" aside={t`${done} of 25 answered`}>
              <ul className="zone-kinds">
                {zoneKinds.map((one) => {
                  const { right, done: answered } = tally.find((row) => row.kind === one) ?? { right: 0, done: 0 };
                  return (
                    <li key={one}>
                      <button type="button" aria-pressed={one === kind} onClick={() => setKind(one)}>{words[one].name}</button>
                      <ProgressBar label={words[one].name} value={answered} max={perKind} />
                      <span className="small muted numbers">{t`${answered} of 5, ${right} right`}</span>
                    </li>
                  );
                })}
              </ul>
              <Button size="small" onClick={() => practice.restart(kind)}>{t`Begin a new sitting`}</Button>
            </Section>
          </Panel>
        }
      >
        <Section title={words[kind].name} id="exercise"><Trainer kind={kind} practice={practice} /></Section>
      </Beside>
    </Page>
  );
}
