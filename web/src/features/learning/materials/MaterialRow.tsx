import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { fileAddress, useLeave } from '../../../api/leave';
import type { Material } from '../../../api/materials';
import { useFormats } from '../../../i18n/useFormats';
import { TlpLabel } from '../../../marking/TlpLabel';
import { Link } from '../../../ui/actions/Link';
import { Icon } from '../../../ui/icon/Icon';
import { Failure } from '../../../ui/state/Failure';

/** What a file is by the end of its name: 'PDF'. */
const formatOf = (fileName: string) => /\.([a-z0-9]{1,5})$/i.exec(fileName)?.[1]?.toUpperCase() ?? '';

/** One document with its files: what each is, what it weighs, and how long it takes on this line. */
export function MaterialRow({ material: { document }, children }: { material: Material; children?: ReactNode }) {
  const { t } = useLingui();
  const { bytes, duration, language } = useFormats();
  const { refused, leave } = useLeave();
  const { id, title, tlp, files, allows, state } = document;
  const several = new Set(files.map((file) => file.language)).size > 1;
  return (
    <li className="material">
      <p><Link to="/documents/$id" params={{ id }}><bdi dir="auto">{title}</bdi></Link> <TlpLabel tlp={tlp} /></p>
      {state === 'released'
        ? (
          <ul className="material-files small">
            {files.map((file) => {
              const facts = <><bdi>{formatOf(file.fileName)}</bdi> · <bdi>{bytes(file.bytes)}</bdi> · {duration(file.bytes)}{several && <> · {language(file.language)}</>}</>;
              return (
                <li key={file.number}>
                  {allows.includes('download')
                    ? <a href={fileAddress(id, file.number)} download onClick={leave(id, file.number)}><Icon name="download" small /> <bdi>{file.fileName}</bdi></a>
                    : <bdi>{file.fileName}</bdi>} <span className="muted numbers">{facts}</span>
                </li>
              );
            })}
          </ul>
        )
        : <p className="small muted"><Trans>Not released now; readers do not see it here.</Trans></p>}
      {refused && <Failure problem={refused} />}
      {!allows.includes('download') && <p className="small muted">{t`To be read on the screen only.`}</p>}
      {children}
    </li>
  );
}
