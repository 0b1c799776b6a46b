import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Study } from '../../../api/learning';
import { permissionQuery } from '../../../api/offline';
import { useFormats } from '../../../i18n/useFormats';
import { Button } from '../../../ui/actions/Button';
import { Dialog } from '../../../ui/actions/Dialog';
import { KeepDialog } from './KeepDialog';
import { mayKeep } from './program';
import { useKept } from './useKept';
import { useFaults } from './words';
import './offline.css';

/** In the bar of the player: keeps the course on this device, or says until when it is kept. Nothing where its originator does not allow it. */
export function SaveCourse({ study, language }: { study: Study; language: string | undefined }) {
  const { id: enrolment } = study;
  const { t } = useLingui();
  const { date } = useFormats();
  const faults = useFaults();
  const able = mayKeep();
  const { here, look } = useKept();
  const kept = here?.courses.find((course) => course.enrolment === enrolment);
  const permission = useQuery({ ...permissionQuery(enrolment), enabled: able && here !== undefined && kept === undefined });
  const [open, setOpen] = useState(false);
  if (!able || !here || (!kept && !permission.data?.may)) return null;
  const words = () => {
    if (!kept) return t`Save for offline`;
    if (kept.fault) return faults[kept.fault].short;
    return kept.isWhole && kept.manifest ? t`Offline until ${date(kept.manifest.expiresAt)}` : t`Not whole yet: go on saving`;
  };
  return (
    <>
      <Button size="small" icon={kept?.isWhole && !kept.fault ? 'check' : 'offline'} onClick={() => setOpen(true)}>{words()}</Button>
      <Dialog title={t`Save for offline`} open={open} onClose={() => setOpen(false)}>
        <p><Trans>Lessons, pictures, the bench and practice are kept on this device. Examinations are not: they are taken on line.</Trans></p>
        <KeepDialog study={study} language={language} kept={kept} onChange={look} />
      </Dialog>
    </>
  );
}
