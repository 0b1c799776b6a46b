import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { materialsQuery } from '../../../api/materials';
import type { Study } from '../../../api/learning';
import { worded } from '../../../i18n/i18n';
import { later } from '../../../ui/later';

const MaterialRow = later(async () => (await worded(import('../materials/shown'))).MaterialRow);

/** What of a course is not kept, and why, before somebody leaves the line behind: imported lessons, and the documents that go with it. */
export function LeftOut({ study: { course, outline } }: { study: Study }) {
  const { t } = useLingui();
  const { data: materials, error } = useQuery({ ...materialsQuery(course?.id ?? ''), enabled: course !== null });
  const imported = outline.flatMap(({ lessons }) => lessons).filter(({ kind }) => kind === 'package');
  const documents = materials?.items.filter(({ document: { state } }) => state === 'released') ?? [];
  if (imported.length === 0 && documents.length === 0 && !error) return null;
  return (
    <section className="stack-tight offline-left" aria-labelledby="offline-left">
      <h3 id="offline-left">{t`Not in the copy`}</h3>
      {imported.length > 0 && (
        <>
          <p><Plural value={imported.length} one="# imported lesson runs on line only:" other="# imported lessons run on line only:" /></p>
          <ul>{imported.map(({ code, title }) => <li key={code}><bdi dir="auto">{title}</bdi></li>)}</ul>
        </>
      )}
      {documents.length > 0 && (
        <>
          <p><Plural value={documents.length} one="# document that goes with the course stays in the portal, where it can be recalled:" other="# documents that go with the course stay in the portal, where they can be recalled:" /></p>
          <ul>{documents.map((material) => <MaterialRow key={material.id} material={material} />)}</ul>
          {documents.some(({ document: { files } }) => files.some(({ mediaType }) => /^(video|audio)\//.test(mediaType))) && <p><Trans>Of videos in lessons the transcript is kept.</Trans></p>}
          <p className="small muted"><Trans>What you download is a file of your own: keep it as its marking says.</Trans></p>
        </>
      )}
      {error && <p className="muted"><Trans>Which documents go with the course could not be asked. None of them is in the copy.</Trans></p>}
    </section>
  );
}
