import { useLingui } from '@lingui/react/macro';
import { documentQuery } from '../../api/documents';
import type { UploadView } from '../../api/model';
import type { Target } from '../../sending/target';
import type { SendingWords } from '../../sending/UploadRow';
import { hindrance } from './taken';

/** Files sent to a document, each in its language. */
export const documentFiles = (id: string): Target<UploadView> => ({
  key: `document/${id}`,
  path: '/uploads',
  hindrance,
  metadata: { document: id },
  isOf: ({ document }) => document === id,
  wishOf: ({ language }) => ({ language }),
  has: (queries, { name, sha256, wish }) => {
    const newest = queries.getQueryData(documentQuery(id).queryKey)?.versions.filter((version) => version.fileName === name.normalize('NFC').trim() && version.language === wish.language).sort((a, b) => b.number - a.number)[0];
    return newest?.sha256 === sha256 && newest.scan !== 'rejected' && newest.scan !== 'infected';
  },
  onEnd: (queries) => queries.invalidateQueries({ queryKey: documentQuery(id).queryKey }),
});

export function useSendingWords(): SendingWords {
  const { t } = useLingui();
  return {
    joining: t`Has arrived and is being put together`,
    refused: t`Did not arrive`,
    hindered: {
      empty: t`The file is empty. Choose it again once it holds something.`,
      kind: t`Files of this kind are not taken. Nothing was sent; save it as PDF and choose that.`,
      'too-large': t`The file is larger than 512 MB. Nothing was sent; divide it into parts.`,
      folder: t`The folder holds more than 5,000 files or 512 MB. Nothing was sent; divide it into parts.`,
      unreadable: t`The folder cannot be read to its end. Nothing was sent; look whether a file in it is open elsewhere.`,
    },
  };
}
