import { useLingui } from '@lingui/react/macro';
import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { WrittenShape } from '../../../api/banks';
import type { Area, Place } from '../../../api/examinations';
import { Button } from '../../../ui/actions/Button';
import { Segments } from '../../../ui/actions/Segments';
import { Overlay } from '../exam/questions/Overlay';
import { asShape, between, least, type Pen, within } from './drawing';
import '../exam/questions/questions.css';

interface CanvasProps {
  src: string;
  alt: string;
  areas: Area[];
  onDraw: (shape: WrittenShape) => void;
}

const hundredths = (value: number) => Math.round(value * 100);

/**
 * A picture to draw areas on. By keyboard: arrows move a crosshair by a hundredth (with Shift by five), Enter sets a corner, Escape starts over. By
 * pointer: pull from corner to corner, or press on one corner and then on the other (WCAG 2.2, 2.1.1 and 2.5.7).
 */
export function Canvas({ src, alt, areas, onDraw }: CanvasProps) {
  const { t } = useLingui();
  const [pen, setPen] = useState<Pen>('rectangle');
  const [cross, setCross] = useState<Place>({ x: 0.5, y: 0.5 });
  const [corners, setCorners] = useState<Place[]>([]);
  const [said, say] = useState('');
  const where = ({ x, y }: Place) => t`${hundredths(x)} % from the left, ${hundredths(y)} % from the top`;
  const [start] = corners;

  const finish = (shape: WrittenShape | null) => {
    if (!shape) return say(t`That is too small. Move the crosshair further.`);
    setCorners([]);
    onDraw(shape);
    say(t`The area is drawn. Give it a name below.`);
  };
  const set = (at: Place) => {
    if (pen !== 'polygon' && start) return finish(between(pen, start, at));
    setCorners([...corners, at]);
    const [number, place] = [corners.length + 1, where(at)];
    say(t`Corner ${number} set: ${place}`);
  };
  const close = () => { if (corners.length >= 3) finish({ kind: 'polygon', corners }); };
  const startOver = () => { setCorners([]); say(t`Started over`); };
  const move = (dx: number, dy: number) => {
    const to = { x: within(cross.x + dx), y: within(cross.y + dy) };
    setCross(to);
    say(where(to));
  };
  const byKey = (event: KeyboardEvent) => {
    const by = event.shiftKey ? 0.05 : 0.01;
    const deeds: Record<string, () => void> = {
      ArrowLeft: () => move(-by, 0), ArrowRight: () => move(by, 0), ArrowUp: () => move(0, -by), ArrowDown: () => move(0, by),
      Enter: () => set(cross), ' ': () => set(cross), Escape: startOver, Backspace: () => setCorners(corners.slice(0, -1)),
    };
    const deed = deeds[event.key];
    if (!deed) return;
    event.preventDefault();
    deed();
  };
  const placeOf = (event: PointerEvent<HTMLButtonElement>): Place => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: within((event.clientX - box.left) / box.width), y: within((event.clientY - box.top) / box.height) };
  };
  const down = (event: PointerEvent<HTMLButtonElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    setCross(placeOf(event));
    set(placeOf(event));
  };
  const over = (event: PointerEvent<HTMLButtonElement>) => { if (start) setCross(placeOf(event)); };
  const up = (event: PointerEvent<HTMLButtonElement>) => {
    const at = placeOf(event);
    // A press that was not pulled waits for the other corner.
    if (pen !== 'polygon' && start && Math.abs(at.x - start.x) >= least && Math.abs(at.y - start.y) >= least) set(at);
  };

  const drawn = pen === 'polygon' ? (corners.length > 0 ? { kind: 'polygon' as const, corners: [...corners, cross] } : null) : start ? between(pen, start, cross) : null;
  const shown = drawn ? [...areas, { id: 'now', label: '', shape: asShape(drawn) }] : areas;
  return (
    <div className="stack-tight">
      <div className="spread">
        <Segments label={t`Shape`} value={pen} choices={[{ value: 'rectangle', label: t`Rectangle` }, { value: 'ellipse', label: t`Ellipse` }, { value: 'polygon', label: t`Outline` }]} onChange={(kind) => { setPen(kind); setCorners([]); }} />
        <span className="row">
          {pen === 'polygon' && <Button size="small" aria-disabled={corners.length < 3} onClick={close}>{t`Close the outline`}</Button>}
          {corners.length > 0 && <Button size="small" onClick={startOver}>{t`Start over`}</Button>}
        </span>
      </div>
      <div className="question-figure">
        <div className="picture" dir="ltr">
          <img src={src} alt={alt} draggable={false} />
          <Overlay points={pen === 'polygon' ? corners : start ? [start] : []} cross={cross} areas={shown} />
          <div role="application" aria-label={t`Picture to draw on`}>
            <button type="button" className="picture-keys picture-draw" aria-label={t`Crosshair`} aria-describedby="draw-hint" onKeyDown={byKey} onPointerDown={down} onPointerMove={over} onPointerUp={up} />
          </div>
        </div>
      </div>
      <p className="hint small muted" id="draw-hint">
        {pen === 'polygon'
          ? t`Press on each corner; or move the crosshair with the arrow keys (with Shift further) and set a corner with Enter. Then close the outline.`
          : t`Pull from one corner to the other, or press on both; or move the crosshair with the arrow keys (with Shift further) and set each corner with Enter. Escape starts over.`}
      </p>
      <p className="hidden-text" role="status">{said}</p>
    </div>
  );
}
