import { useLingui } from '@lingui/react/macro';
import type { Scan } from '../../api/model';
import { Status, type StatusLook } from '../../ui/state/Status';

const looks: Record<Scan, StatusLook> = { clean: 'good', pending: 'not-yet', infected: 'bad', not_scanned: 'attention' };

/** What the scanner said of a file, in plain words. */
export function ScanStatus({ scan }: { scan: Scan }) {
  const { t } = useLingui();
  const words: Record<Scan, string> = {
    clean: t`no malware found`, pending: t`being checked for malware`, infected: t`malware found, closed`, not_scanned: t`not checked for malware`,
  };
  return <Status look={looks[scan]}>{words[scan]}</Status>;
}
