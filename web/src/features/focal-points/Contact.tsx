import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/client';
import type { ContactPart, FocalPoint } from '../../api/focal-points';
import type { Page as Listed } from '../../api/model';
import { asProblem } from '../../api/problem';
import { Button } from '../../ui/actions/Button';
import { Pairs } from '../../ui/data/Pairs';
import { Chapter } from '../../ui/page/Page';
import { Failure } from '../../ui/state/Failure';
import { ContactForm } from './ContactForm';
import { useWords } from './words';

/** Private details, on demand: asking is recorded, and what is not shown is not there. */
export function Contact({ point }: { point: FocalPoint }) {
  const { t } = useLingui();
  const { contacts, circles } = useWords();
  const [editing, setEditing] = useState(false);
  const asked = useMutation({ mutationFn: async () => (await call<Listed<ContactPart>>(`/focal-points/${point.id}/contact`)).items });
  const parts = asked.data;
  return (
    <Chapter id="contact" title={t`Private contact`}>
      {!parts && (
        <p className="fp-ask">
          <Button icon="eye" busy={asked.isPending} onClick={() => asked.mutate()}>{point.own ? t`Show my private details` : t`Show private details`}</Button>
          <span className="small muted">{t`This is recorded; the focal point’s party sees who asked.`}</span>
        </p>
      )}
      {asked.error && <Failure problem={asProblem(asked.error)} onRetry={() => asked.mutate()} />}
      <div role="status">
        {parts && parts.length > 0 && (
          <Pairs pairs={parts.map(({ kind, value, shownTo }) => [contacts[kind], (
            <><bdi className={kind === 'post' ? 'said' : 'numbers'} dir={kind === 'post' ? 'auto' : 'ltr'}>{value}</bdi>{shownTo && <span className="sub"><Trans>Shown to: {circles[shownTo]}</Trans></span>}</>
          )])} />
        )}
        {parts && parts.length === 0 && <p className="muted">{point.own ? t`You have given no private details.` : t`There is nothing here that is shown to you.`}</p>}
      </div>
      {parts && point.allows.includes('reach') && <div className="fp-box"><Button size="small" icon="pen" onClick={() => setEditing(true)}>{t`Change, and choose who sees each`}</Button></div>}
      {editing && parts && <ContactForm id={point.id} parts={parts} onClose={() => setEditing(false)} onKept={() => { setEditing(false); asked.mutate(); }} />}
    </Chapter>
  );
}
