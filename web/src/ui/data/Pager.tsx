import { useLingui } from '@lingui/react/macro';
import { Button } from '../actions/Button';

/** Back and forth through pages of a record that is read in order. */
export function Pager({ onPrevious, onNext }: { onPrevious?: () => void; onNext?: () => void }) {
  const { t } = useLingui();
  return (
    <nav className="row" aria-label={t`Pages`}>
      {onPrevious && <Button icon="previous" onClick={onPrevious}>{t`Previous`}</Button>}
      {onNext && <Button icon="next" onClick={onNext}>{t`Next`}</Button>}
    </nav>
  );
}
