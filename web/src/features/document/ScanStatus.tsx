import { useLingui } from '@lingui/react/macro';
import type { Scan } from '../../api/model';
import { Status, type StatusLook } from '../../ui/state/Status';

const looks: Record<Scan, StatusLook> = { clean: 'good', pending: 'not-yet', infected: 'bad', rejected: 'bad', not_scanned: 'attention' };

/** Where a file stands between its arrival and its readers, in plain words. */
export function ScanStatus({ scan }: { scan: Scan }) {
  const { t } = useLingui();
  const words: Record<Scan, string> = {
    clean: t`no malware found`, pending: t`being inspected`, infected: t`withdrawn: malware was found`, rejected: t`not taken`, not_scanned: t`not checked for malware`,
  };
  return <Status look={looks[scan]}>{words[scan]}</Status>;
}
