import { useLingui } from '@lingui/react/macro';
import { Fragment } from 'react';
import type { DocumentView, VersionView } from '../../api/model';
import { useFormats } from '../../i18n/useFormats';
import { Allowed } from '../../marking/Allowed';
import { ButtonAnchor } from '../../ui/actions/Link';
import { fileAddress, leave } from '../../api/leave';

/** What the file is by its name's end: "PDF". */
export const formatOf = ({ fileName }: VersionView) => /\.([a-z0-9]{1,5})$/i.exec(fileName)?.[1]?.toUpperCase() ?? '';

/** The file one means by the document: the newest that may be seen. */
export const newest = (document: DocumentView): VersionView | undefined =>
  [...document.versions].sort((a, b) => b.number - a.number).find(({ scan, released }) => scan !== 'infected' && (released || document.state === 'draft')) ?? document.versions.at(-1);

/** The newest file, one press away. A plain link, asked for first: the browser can resume it. */
export function Download({ document }: { document: DocumentView }) {
  const { t } = useLingui();
  const { bytes, duration } = useFormats();
  const file = newest(document);
  if (!file || document.unreadable === 'key-destroyed') return null;
  const main = document.state !== 'draft';
  return (
    <Allowed
      record={document} verb="download" icon="download"
      render={() => (
        <ButtonAnchor href={fileAddress(document.id, file.number)} download onClick={(event) => void leave(document.id, file.number)(event)} look={main ? 'main' : 'plain'} icon="download" after={<Cost parts={[formatOf(file), bytes(file.bytes), duration(file.bytes)]} />}>
          {t`Download`}
        </ButtonAnchor>
      )}
    >{t`Download`}</Allowed>
  );
}

/** Facts in a row, each whole in either direction of writing. */
function Cost({ parts }: { parts: string[] }) {
  return parts.filter(Boolean).map((part, index) => <Fragment key={part}>{index > 0 && ' · '}<bdi>{part}</bdi></Fragment>);
}
