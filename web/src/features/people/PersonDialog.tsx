import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { Person } from '../../api/people';
import { useFormats } from '../../i18n/useFormats';
import { Button } from '../../ui/actions/Button';
import { Dialog } from '../../ui/actions/Dialog';
import { Pairs } from '../../ui/data/Pairs';
import { Note } from '../../ui/state/Note';
import { Status } from '../../ui/state/Status';
import { PersonDeed } from './PersonDeed';
import { dangerous, deedsOn, type DeedName, useDeedWords } from './deeds';
import { PersonSessions } from './PersonSessions';
import { looks, useRoleNames, useStanding } from './words';

/** Everything about one of the people, and what can be done now. */
export function PersonDialog({ person, given, onClose }: { person: Person; given: readonly string[]; onClose: () => void }) {
  const { t } = useLingui();
  const { date, list } = useFormats();
  const role = useRoleNames();
  const standing = useStanding();
  const words = useDeedWords();
  const [deed, setDeed] = useState<DeedName | 'sessions' | null>(null);
  const [done, setDone] = useState<DeedName | null>(null);
  const finish = (name: DeedName) => { setDone(name); setDeed(null); };
  const deeds = deedsOn(person);
  return (
    <Dialog title={person.name} open onClose={onClose}>
      {deed === null && (
        <div className="stack">
          {done && <Note look="good" live>{words[done].done}</Note>}
          <Pairs pairs={[
            [t`E-mail`, person.email && <bdi key="email" dir="ltr">{person.email}</bdi>],
            [t`State`, <Status key="state" look={person.invitationOver ? 'bad' : looks[person.state]}>{standing(person)}</Status>],
            [t`Since`, date(person.stateSince, 'long')],
            [t`Forgotten`, person.forgottenAt && date(person.forgottenAt, 'long')],
            [t`Reason`, person.reason && <bdi key="reason" dir="auto">{person.reason}</bdi>],
            [t`Roles`, list(person.roles.map(role))],
            [t`Last sign-in`, person.lastUsedAt ? date(person.lastUsedAt, 'moment') : t`Never`],
            [t`Last confirmed`, person.state === 'active' && date(person.confirmedAt, 'long')],
          ]} />
          {deeds.length === 0 && person.state !== 'ended' && (
            <p className="small muted">{person.isYou ? <Trans>This is you. Another focal point, or the secretariat, changes what you may do.</Trans> : <Trans>This person holds a role you cannot give, so you cannot change them.</Trans>}</p>
          )}
          <div className="row">
            {person.state === 'active' && person.allows.includes('sessions') && <Button size="small" onClick={() => setDeed('sessions')}>{t`Sessions`}</Button>}
            {deeds.map((name) => <Button key={name} size="small" look={dangerous.includes(name) ? 'danger' : 'plain'} onClick={() => { setDone(null); setDeed(name); }}>{words[name].title}</Button>)}
          </div>
        </div>
      )}
      {deed === 'sessions' && <PersonSessions person={person} onBack={() => setDeed(null)} />}
      {deed !== null && deed !== 'sessions' && <PersonDeed key={deed} person={person} name={deed} given={given} onBack={() => setDeed(null)} onDone={() => finish(deed)} />}
    </Dialog>
  );
}
