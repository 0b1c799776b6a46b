import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { specimenQuery, type Light, type Specimen } from '../../../api/bench';
import { asProblem } from '../../../api/problem';
import { Failure } from '../../../ui/state/Failure';
import { Skeleton } from '../../../ui/state/Skeleton';
import type { LiveProps } from '../blocks/live-props';
import type { Spot } from './areas';
import { Sheet } from './Sheet';
import { Seen } from './Seen';
import { useLightWords } from './words';
import './bench.css';

/** The examination bench: a document, or one beside another, in the light one chooses, tilted, or through the loupe. Both are moved together. */
export function Bench({ block: { specimen: first, compare, lights }, textOnly }: LiveProps<'bench'>) {
  const one = useQuery(specimenQuery(first));
  const two = useQuery({ ...specimenQuery(compare ?? first), enabled: compare !== undefined });
  const failed = one.error ?? two.error;
  if (failed) return <Failure problem={asProblem(failed)} onRetry={() => void (one.error ? one : two).refetch()} />;
  if (!one.data || (compare !== undefined && !two.data)) return <Skeleton rows={4} />;
  const documents = compare !== undefined && two.data ? [one.data, two.data] : [one.data];
  return <Examined documents={documents} wanted={lights as Light[]} textOnly={textOnly} />;
}

function Examined({ documents, wanted, textOnly }: { documents: Specimen[]; wanted: Light[]; textOnly: boolean }) {
  const { t } = useLingui();
  const words = useLightWords();
  const name = useId();
  const offered = wanted.filter((light) => documents.every(({ lights }) => lights.some((one) => one.light === light)));
  const lamps = offered.filter((light) => light !== 'tilt' && light !== 'loupe');
  const [light, setLight] = useState<Light>(lamps[0] ?? 'white');
  const [tilt, setTilt] = useState(0);
  const [loupe, setLoupe] = useState(false);
  const [spot, setSpot] = useState<Spot>({ x: 0.5, y: 0.5 });
  const shown: Light[] = lamps.length > 0 ? offered : ['white', ...offered];
  const mayTilt = offered.includes('tilt') && light === 'white';
  const captions = useCaptions(documents);
  if (textOnly) return <section className="bench stack" aria-label={t`Examination bench`}>{documents.map((document, index) => <Seen key={document.id} document={document} lights={shown} title={captions[index] ?? ''} open />)}</section>;
  return (
    <section className="bench" aria-label={t`Examination bench`}>
      <div className="bench-bar">
        {lamps.length > 1 && (
          <fieldset>
            <legend>{t`Light`}</legend>
            <div className="bench-lights">
              {lamps.map((lamp) => (
                <label key={lamp}>
                  <input type="radio" name={name} value={lamp} checked={lamp === light} onChange={() => setLight(lamp)} />
                  <span>{words[lamp]}</span>
                </label>
              ))}
            </div>
          </fieldset>
        )}
        {offered.includes('tilt') && (
          <label className="bench-tilt">
            <span>{t`Tilt`}</span>
            <input type="range" min={0} max={100} step={5} value={mayTilt ? tilt : 0} disabled={!mayTilt} aria-valuetext={t`${tilt} of 100`} onChange={({ target }) => setTilt(target.valueAsNumber)} />
          </label>
        )}
        {offered.includes('loupe') && (
          <label className="bench-loupe"><input type="checkbox" checked={loupe} onChange={() => setLoupe(!loupe)} /><span>{t`Loupe ×10`}</span></label>
        )}
      </div>
      {loupe && <p className="small muted bench-hint">{t`Move the loupe with the pointer, or with the arrow keys when a document has the focus; with Shift in larger steps. Escape puts it away.`}</p>}
      <div className={documents.length > 1 ? 'bench-sheets bench-two' : 'bench-sheets'}>
        {documents.map((document, index) => (
          <Sheet key={document.id} document={document} caption={captions[index] ?? ''} light={light} tilt={mayTilt ? tilt : 0} loupe={loupe} spot={spot} onSpot={setSpot} onAway={() => setLoupe(false)}>
            <Seen document={document} lights={shown.filter((one) => one === light || (one === 'tilt' && mayTilt && tilt > 0) || (one === 'loupe' && loupe))} title={t`What is to be seen`} />
          </Sheet>
        ))}
      </div>
    </section>
  );
}

/** A genuine one is called so; what lies beside it is what is examined. Two of a kind keep their own names. */
function useCaptions(documents: Specimen[]): string[] {
  const { t } = useLingui();
  const isPattern = documents.map(({ id }) => id.endsWith('-genuine'));
  if (isPattern.every((one) => !one)) return documents.map(({ title }) => title);
  return isPattern.map((one) => (one ? t`Genuine specimen` : t`Under examination`));
}
