import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { packagesQuery, placePackage, previewPackage, type CoursePackage } from '../../../api/packages';
import { asProblem } from '../../../api/problem';
import { Button } from '../../../ui/actions/Button';
import { Card } from '../../../ui/page/Card';
import { Failure } from '../../../ui/state/Failure';
import { Note } from '../../../ui/state/Note';
import { PackageFrame } from './PackageFrame';

const editions = { scorm12: 'SCORM 1.2', scorm2004: 'SCORM 2004' };

/** One package with what was found in it. */
export function PackageCard({ found: { id, courseId, title, kind, state, scan, report, lessons, allows, createdAt } }: { found: CoursePackage }) {
  const { t, i18n } = useLingui();
  const queries = useQueryClient();
  const placed = useMutation({ mutationFn: () => placePackage(id), onSuccess: () => Promise.all([packagesQuery(courseId).queryKey, ['courses', 'version']].map((queryKey) => queries.invalidateQueries({ queryKey }))) });
  const preview = useMutation({ mutationFn: () => previewPackage(id) });
  const when = i18n.date(createdAt, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <Card>
      <div className="stack package-report">
        <h2><bdi>{title || t`A package that was not taken`}</bdi></h2>
        <p className="small muted">{kind && <>{editions[kind]} ({report.version}) · <Plural value={report.units.length} one="# unit" other="# units" /> · </>}{when}</p>
        {state === 'rejected' && report.errors.map(({ code, message }) => <Note key={code} look="danger" title={code}>{message}</Note>)}
        {state === 'withdrawn' && <Note look="danger" title={t`Withdrawn.`}><Trans>Malware was found in it by newer signatures, so nobody can open it any more. It is kept as evidence. Import a clean one and publish it with the next version.</Trans></Note>}
        {scan === 'not_scanned' && <Note look="warning" title={t`Not scanned.`}><Trans>There is no scanner for malware here.</Trans></Note>}
        {report.units.length > 0 && (
          <details>
            <summary><Trans>Units</Trans></summary>
            <ol>
              {report.units.map((unit) => (
                <li key={unit.identifier}><bdi>{unit.title}</bdi> <span className="muted small">{unit.kind === 'sco' ? t`reports progress` : t`is only shown`}{unit.masteryScore !== null && <> · <Trans>passed from {unit.masteryScore} of 100</Trans></>}</span></li>
              ))}
            </ol>
          </details>
        )}
        {report.warnings.length > 0 && (
          <details>
            <summary><Plural value={report.warnings.length} one="# remark" other="# remarks" /></summary>
            <ul>{report.warnings.map((one) => <li key={one}>{one}</li>)}</ul>
          </details>
        )}
        {lessons.map((lesson) => <p key={lesson.id} className="small">{t`Runs as the lesson`}: <bdi>{lesson.title}</bdi></p>)}
        {preview.data && (
          <>
            <Note look="info" title={t`This is a preview.`}><Trans>Nothing you do in it is kept or counts for anybody.</Trans></Note>
            <PackageFrame title={t`Preview of ${title}`} playerUrl={preview.data.playerUrl} onSaid={(what) => what === 'package-left' && preview.reset()} />
          </>
        )}
        {preview.error && <Failure problem={asProblem(preview.error)} />}
        {placed.error && <Failure problem={asProblem(placed.error)} />}
        {state === 'ready' && (
          <div className="row">
            {lessons.length === 0 && allows.includes('place') && <Button busy={placed.isPending} onClick={() => placed.mutate()}>{t`Add as a lesson`}</Button>}
            {allows.includes('preview') && (preview.data ? <Button onClick={() => preview.reset()}>{t`End the preview`}</Button> : <Button busy={preview.isPending} onClick={() => preview.mutate()}>{t`Preview`}</Button>)}
          </div>
        )}
      </div>
    </Card>
  );
}
