import { Trans, useLingui } from '@lingui/react/macro';
import type { Quality } from '../../../api/learning';
import { isPlayable, type Material } from '../../../api/materials';
import { useFormats } from '../../../i18n/useFormats';
import { Select } from '../../../ui/fields/Select';
import { Note } from '../../../ui/state/Note';
import { qualities, type Draft } from './draft';

/** Which documents of the course a video is made of: for each size those that have a file which fits, with what it weighs. */
export function FileFields({ materials, files, onChange }: { materials: readonly Material[]; files: Draft['files']; onChange: (files: Draft['files']) => void }) {
  const { t } = useLingui();
  const { bytes } = useFormats();
  const fitting = (quality: Quality) => materials.filter(({ forWhom, document: { state } }) => forWhom === 'trainees' && state === 'released').flatMap(({ document }) => {
    const file = document.files.findLast(({ mediaType }) => isPlayable(mediaType, quality));
    return file ? [{ value: document.id, label: `${document.title} · ${bytes(file.bytes)}` }] : [];
  });
  const offered = qualities.map((quality) => ({ quality, choices: fitting(quality) }));
  if (offered.every(({ choices }) => choices.length === 0)) {
    return <Note look="warning" title={t`No document of this course is a film or a recording.`}><Trans>Have one released, MP4 or WebM, and add it to the documents on the page of the course. Each size is a document of its own.</Trans></Note>;
  }
  return (
    <div className="video-files">
      {offered.map(({ quality, choices }) => (
        <Select key={quality} id={`video-${quality}`} label={quality === 'audio' ? t`Sound only` : quality} none={t`none`} choices={choices} value={files[quality] ?? ''} onChange={({ target }) => onChange({ ...files, [quality]: target.value || undefined })} />
      ))}
    </div>
  );
}
