import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { call } from '../../api/client';
import { documentQuery } from '../../api/documents';
import type { Scan, VersionView } from '../../api/model';
import { asProblem } from '../../api/problem';
import { useRejection } from '../../description/inspected';
import { useFormats } from '../../i18n/useFormats';
import { stayNear } from '../../sending/stay-near';
import { Button } from '../../ui/actions/Button';
import { Meta } from '../../ui/data/Meta';
import { Fault } from '../../ui/fields/Field';
import { Note } from '../../ui/state/Note';
import { Status } from '../../ui/state/Status';

/** A file that has arrived. What nobody was shown yet can be taken back. */
export function KeptFile({ id, version }: { id: string; version: VersionView }) {
  const { t } = useLingui();
  const { bytes, language } = useFormats();
  const queries = useQueryClient();
  const why = useRejection();
  const itself = useRef<HTMLLIElement>(null);
  const { rejection } = version;
  const scans: Record<Scan, string> = {
    pending: t`being inspected`, clean: t`no malware found`, not_scanned: t`not checked for malware`, rejected: t`not taken`, infected: t`withdrawn: malware was found`,
  };
  const taken = useMutation({
    mutationFn: () => call(`/documents/${id}/versions/${version.number}`, { method: 'DELETE' }),
    onSuccess: () => {
      stayNear(itself.current);
      return queries.invalidateQueries({ queryKey: documentQuery(id).queryKey });
    },
  });
  return (
    <li className="upload" ref={itself} tabIndex={-1}>
      <div>
        <p className="strong"><bdi dir="auto">{version.fileName}</bdi></p>
        <Meta>{t`Version ${version.number}`}{language(version.language)}{bytes(version.bytes)}{scans[version.scan]}</Meta>
        <p className="small muted mono checksum"><bdi>SHA-256 {version.sha256}</bdi></p>
        {rejection && <Note look="danger">{why(rejection)}{rejection.part && <> <Trans>In the archive: <bdi dir="ltr">{rejection.part}</bdi></Trans></>}</Note>}
        {version.active && <p className="small"><Trans>It does things by itself when it is opened; readers are warned.</Trans></p>}
        {taken.error && <Fault>{asProblem(taken.error).detail ?? t`It could not be taken back.`}</Fault>}
      </div>
      <div className="row">
        {!rejection && <Status look={version.released ? 'good' : 'not-yet'}>{version.released ? t`Released` : t`Not released yet`}</Status>}
        {!version.released && <Button size="small" icon="trash" busy={taken.isPending} onClick={() => taken.mutate()}>{t`Take back`}</Button>}
      </div>
    </li>
  );
}
