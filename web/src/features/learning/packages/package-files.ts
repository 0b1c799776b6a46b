import { useLingui } from '@lingui/react/macro';
import { packagesQuery, type PackageUpload } from '../../../api/packages';
import type { Target, Wish } from '../../../sending/target';
import type { SendingWords } from '../../../sending/UploadRow';

const most = 500 * 2 ** 20;

/** Held to the letter of SCORM 1.2, or not. */
export const wishOf = (strict: boolean): Wish => (strict ? { strict: 'true' } : {});

/** Packages sent to a course. */
export const packageFiles = (id: string): Target<PackageUpload> => ({
  key: `course/${id}`,
  path: '/package-uploads',
  hindrance: ({ size }) => (size === 0 ? 'empty' : size > most ? 'too-large' : null),
  metadata: { course: id },
  isOf: ({ course }) => course === id,
  wishOf: ({ strict }) => wishOf(strict),
  onEnd: (queries) => queries.invalidateQueries({ queryKey: packagesQuery(id).queryKey }),
});

export function useSendingWords(): SendingWords {
  const { t } = useLingui();
  return {
    joining: t`Has arrived and is being looked through`,
    refused: t`The package was not taken.`,
    hindered: {
      empty: t`The file is empty. Choose it again once it holds something.`,
      'too-large': t`The package is larger than 500 MiB. Nothing was sent; publish it with smaller films, or in parts.`,
    },
  };
}
