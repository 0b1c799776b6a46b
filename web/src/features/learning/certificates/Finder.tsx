import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { foundQuery } from '../../../api/certificates';
import { asProblem } from '../../../api/problem';
import { Button } from '../../../ui/actions/Button';
import { TextField } from '../../../ui/fields/TextField';
import { Chapter } from '../../../ui/page/Page';
import { Failure } from '../../../ui/state/Failure';
import { Note } from '../../../ui/state/Note';
import { CertificateCard } from './CertificateCard';

/** Course officers correct and revoke what somebody asks them about, and are shown nothing else of other parties' people. */
export function Finder() {
  const { t } = useLingui();
  const [typed, setTyped] = useState('');
  const [serial, look] = useState('');
  const found = useQuery(foundQuery(serial));
  const submit = (event: FormEvent) => { event.preventDefault(); look(typed.trim()); };
  return (
    <Chapter id="of-our-courses" title={t`Certificates of our courses`}>
      <div className="stack">
        <p><Trans>To correct a name or to revoke a certificate, look it up by its serial.</Trans></p>
        <form className="row certificate-find" onSubmit={submit}>
          <TextField label={t`Serial`} autoComplete="off" spellCheck={false} dir="ltr" maxLength={40} value={typed} onChange={({ target }) => setTyped(target.value)} />
          <Button type="submit" icon="search">{t`Look it up`}</Button>
        </form>
        {found.error && <Failure problem={asProblem(found.error)} />}
        {found.data?.items.length === 0 && <Note look="warning" live>{t`No certificate of your courses has this serial.`}</Note>}
        {found.data?.items.map((certificate) => <CertificateCard key={certificate.id} certificate={certificate} whole />)}
      </div>
    </Chapter>
  );
}
