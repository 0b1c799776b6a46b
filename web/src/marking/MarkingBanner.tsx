import { useLingui } from '@lingui/react/macro';
import type { Marking } from '../api/model';
import { useFormats } from '../i18n/useFormats';
import { useLabel } from '../i18n/vocabulary';
import { CircleTag } from './CircleTag';
import { PartyTag } from './PartyTag';
import { TlpLabel } from './TlpLabel';
import { caveats } from './vocabulary';
import './marking-banner.css';

interface MarkingBannerProps {
  marking: Pick<Marking, 'tlp' | 'releasableTo' | 'handlingCaveats'> & Partial<Pick<Marking, 'withheldFrom'>>;
  /** Drafts and recalled records are the originator's alone, whatever the marking says. */
  privateTo?: string;
  expiresAt?: string | null;
  names?: Record<string, string>;
}

/** The marking of a record, across the page and on every print-out. */
export function MarkingBanner({ marking, privateTo, expiresAt, names }: MarkingBannerProps) {
  const { t } = useLingui();
  const label = useLabel();
  const { date } = useFormats();
  const withheld = marking.withheldFrom ?? [];
  return (
    <section className="marking" aria-label={t`Marking of this document`}>
      <div className="wrap">
        <TlpLabel tlp={marking.tlp} />
        <dl>
          {privateTo && <div><dt>{t`Private to`}</dt><dd><PartyTag code={privateTo} /></dd></div>}
          {marking.releasableTo.length > 0 && <div><dt>{t`Releasable to`}</dt><dd>{marking.releasableTo.map((word) => <CircleTag key={word} word={word} names={names} />)}</dd></div>}
          {withheld.length > 0 && <div><dt>{t`Withheld from`}</dt><dd>{withheld.map((word) => <CircleTag key={word} word={word} names={names} />)}</dd></div>}
          {marking.handlingCaveats.map((caveat) => <div key={caveat}><dt>{t`Caveat`}</dt><dd>{label(caveats, caveat)}</dd></div>)}
          {expiresAt && <div><dt>{t`Expires`}</dt><dd>{date(expiresAt)}</dd></div>}
        </dl>
      </div>
    </section>
  );
}
