import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { Facets } from '../../api/model';
import { useFormats } from '../../i18n/useFormats';

/** "52 documents"; where the server stopped counting, "more than 1,000 documents". */
export function useTotal(total: Facets['total'] | undefined): string | undefined {
  const { t } = useLingui();
  const { number } = useFormats();
  if (!total) return undefined;
  const many = number(total.count);
  return total.capped ? t`More than ${many} documents` : plural(total.count, { one: '# document', other: '# documents' });
}
