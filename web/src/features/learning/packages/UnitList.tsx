import { Plural, useLingui } from '@lingui/react/macro';
import type { PackageRun } from '../../../api/packages';

/** The units of an imported course, and how far one is in each. Titles come from the package and are text. */
export function UnitList({ units }: { units: PackageRun['units'] }) {
  const { t } = useLingui();
  const done = units.filter(({ isComplete }) => isComplete).length;
  const word = ({ isComplete, success, savedAt }: PackageRun['units'][number]) => {
    if (success === 'passed') return t`Passed`;
    if (success === 'failed') return t`Not passed`;
    if (isComplete) return t`Done`;
    return savedAt ? t`Begun` : t`Not begun`;
  };
  return (
    <details className="package-units" open={units.length <= 12}>
      <summary><Plural value={units.length} one={`${done} of # unit done`} other={`${done} of # units done`} /></summary>
      <ul>
        {units.map((unit) => <li key={unit.identifier}><bdi>{unit.title}</bdi><span className="muted small">{word(unit)}</span></li>)}
      </ul>
    </details>
  );
}
