import { useEffect, useState, type RefObject } from 'react';
import { pictureOf, type Light, type Specimen } from '../../../api/bench';
import type { Spot } from './areas';

const times = 10;
const widest = 176;

/** A round glass over the place, ten times as large as the document lies there. What it shows is drawn anew at that size, so that it stays sharp. */
export function Lens({ document: { id, width, height }, light, spot, sheet }: { document: Specimen; light: Light; spot: Spot; sheet: RefObject<HTMLDivElement | null> }) {
  const [wide, setWide] = useState(0);
  useEffect(() => {
    const box = sheet.current;
    if (!box) return;
    const measured = new ResizeObserver(() => setWide(box.clientWidth));
    measured.observe(box);
    return () => measured.disconnect();
  }, [sheet]);
  if (wide === 0) return null;
  const across = Math.min(widest, wide * 0.46);
  const part = (across * width) / (wide * times);
  const [x, y] = [spot.x * width - part / 2, spot.y * height - part / 2];
  return (
    <span className="bench-lens" aria-hidden="true" style={{ insetInlineStart: `${spot.x * 100}%`, insetBlockStart: `${spot.y * 100}%`, inlineSize: across, blockSize: across, marginInlineStart: -across / 2, marginBlockStart: -across / 2 }}>
      <svg viewBox={`${x} ${y} ${part} ${part}`} preserveAspectRatio="none"><image href={pictureOf(id, light === 'white' ? 'loupe' : light)} width={width} height={height} /></svg>
    </span>
  );
}
