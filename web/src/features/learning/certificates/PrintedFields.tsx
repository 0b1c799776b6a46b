import type { Printed } from '../../../api/certificates';
import { Pairs } from '../../../ui/data/Pairs';
import { usePrinted } from './words';

/** Everything that stands on the paper: what is not here, a genuine one does not say. */
export function PrintedFields({ printed }: { printed: Printed }) {
  const fields = usePrinted();
  return <Pairs pairs={fields(printed).map(([name, value]) => [name, value && <bdi dir="auto">{value}</bdi>])} />;
}
