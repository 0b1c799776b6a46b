import { useLingui } from '@lingui/react/macro';
import { useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { pictureOf, type Light, type Specimen } from '../../../api/bench';
import { moved, partsAt, type Spot } from './areas';
import { Lens } from './Lens';

interface SheetProps {
  document: Specimen;
  caption: string;
  light: Light;
  tilt: number;
  loupe: boolean;
  spot: Spot;
  onSpot: (spot: Spot) => void;
  onAway: () => void;
  children: ReactNode;
}

/** One document on the bench. Left to right in every language: it is a thing, not a text. */
export function Sheet({ document, caption, light, tilt, loupe, spot, onSpot, onAway, children }: SheetProps) {
  const { t } = useLingui();
  const sheet = useRef<HTMLDivElement>(null);
  const [isHeld, setHeld] = useState(false);
  const seen = document.lights.find((one) => one.light === light)?.seen ?? document.description;
  const parts = loupe ? partsAt(document, spot) : [];
  const point = ({ clientX, clientY }: PointerEvent) => {
    const at = sheet.current?.getBoundingClientRect();
    if (!at || !loupe) return;
    const within = (value: number) => Math.min(1, Math.max(0, value));
    onSpot({ x: within((clientX - at.left) / at.width), y: within((clientY - at.top) / at.height) });
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') return onAway();
    const next = moved(spot, event.key, event.shiftKey);
    if (!next) return;
    event.preventDefault();
    onSpot(next);
  };
  const keys = loupe ? { tabIndex: 0, role: 'application', 'aria-label': t`Loupe over: ${caption}. Arrow keys move it.`, onKeyDown: press } : {};
  return (
    <figure>
      <figcaption><strong>{caption}</strong>{caption !== document.title && <span className="muted" lang="en" dir="auto"> {document.title}</span>}</figcaption>
      <div
        ref={sheet} className={loupe ? 'bench-sheet bench-sheet-loupe' : 'bench-sheet'} dir="ltr" {...keys}
        onPointerMove={(event) => (event.pointerType === 'mouse' || isHeld) && point(event)} onPointerDown={(event) => { setHeld(true); point(event); }} onPointerUp={() => setHeld(false)} onPointerCancel={() => setHeld(false)}
        style={{ aspectRatio: `${document.width} / ${document.height}`, transform: tilt > 0 ? `perspective(80rem) rotateY(${tilt / 6}deg)` : undefined }}
      >
        <img src={pictureOf(document.id, light)} alt={seen} lang="en" draggable={false} />
        {tilt > 0 && <img className="bench-over" src={pictureOf(document.id, 'tilt')} alt="" draggable={false} style={{ opacity: tilt / 100 }} />}
        {loupe && <Lens document={document} light={light} spot={spot} sheet={sheet} />}
      </div>
      {loupe && <p className="small bench-parts" aria-live="polite"><span className="muted">{t`Under the loupe:`}</span> <bdi lang="en">{parts.length > 0 ? parts.join(', ') : t`nothing named`}</bdi></p>}
      {children}
    </figure>
  );
}
