import { useLingui } from '@lingui/react/macro';
import { Fragment } from 'react';
import type { DocumentView, VersionView } from '../../api/model';
import { useFormats } from '../../i18n/useFormats';
import { Allowed } from '../../marking/Allowed';
import { ButtonAnchor } from '../../ui/actions/Link';
import { fileAddress, useLeave } from '../../api/leave';
import { Failure } from '../../ui/state/Failure';

/** What the file is by its name's end: "PDF". */
export const formatOf = ({ fileName }: VersionView) => /\.([a-z0-9]{1,5})$/i.exec(fileName)?.[1]?.toUpperCase() ?? '';

/** Whether there is anything of it to have: not before it was looked through, nor when it was not taken. */
export const isThere = ({ scan }: VersionView): boolean => scan === 'clean' || scan === 'not_scanned';

/** The file one means by the document: the newest that may be seen, however many came after it that were not taken. */
export const newest = (document: DocumentView): VersionView | undefined => {
  const there = document.versions.filter(isThere).sort((a, b) => b.number - a.number);
  return there.find(({ released }) => released || document.state === 'draft') ?? there[0];
};

/** The newest file, one press away. A plain link, asked for first: the browser can resume it. */
export function Download({ document }: { document: DocumentView }) {
  const { t } = useLingui();
  const { bytes, duration } = useFormats();
  const { refused, leave } = useLeave();
  const file = newest(document);
  if (!file || document.unreadable === 'key-destroyed') return null;
  const main = document.state !== 'draft';
  return (
    <>
      <Allowed
        record={document} verb="download" icon="download"
        render={() => (
          <ButtonAnchor href={fileAddress(document.id, file.number)} download onClick={leave(document.id, file.number)} look={main ? 'main' : 'plain'} icon="download" after={<Cost parts={[formatOf(file), bytes(file.bytes), duration(file.bytes)]} />}>
            {t`Download`}
          </ButtonAnchor>
        )}
      >{t`Download`}</Allowed>
      {refused && <Failure problem={refused} />}
    </>
  );
}

/** Facts in a row, each whole in either direction of writing. */
function Cost({ parts }: { parts: string[] }) {
  return parts.filter(Boolean).map((part, index) => <Fragment key={part}>{index > 0 && ' · '}<bdi>{part}</bdi></Fragment>);
}
