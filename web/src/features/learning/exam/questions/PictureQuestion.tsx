import { Trans, useLingui } from '@lingui/react/macro';
import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { Area, Place } from '../../../../api/examinations';
import { Button } from '../../../../ui/actions/Button';
import { Segments } from '../../../../ui/actions/Segments';
import { Fault } from '../../../../ui/fields/Field';
import { Figure } from './Figure';
import { Grid } from './Grid';
import { Overlay } from './Overlay';
import type { FormProps } from './form-props';
import { useLightWords } from './words';

const within = (value: number) => Math.min(1, Math.max(0, Math.round(value * 1000) / 1000));
const percent = (value: number) => Math.round(value * 100);

/**
 * Marks on a picture. By keyboard: a crosshair that arrows move by one hundredth (with Shift by five), Enter to place, Delete to take the nearest
 * mark away. By cells: a grid of buttons from A1 to H6. By pointer: a single press (WCAG 2.2, 2.1.1, 2.5.7, 2.5.8).
 */
export function PictureForm({ question, answer, onChange, fault, areas }: FormProps<'hotspot' | 'compare'> & { areas?: Area[] }) {
  const { t } = useLingui();
  const lights = useLightWords();
  const [mode, setMode] = useState<'marks' | 'grid'>(() => ((answer?.cells?.length ?? 0) > 0 ? 'grid' : 'marks'));
  const [cross, setCross] = useState<Place>({ x: 0.5, y: 0.5 });
  const [said, say] = useState('');
  const asked = question.questioned ?? question.figure;
  const [points, cells] = [answer?.points ?? [], answer?.cells ?? []];
  const left = question.marks - points.length - cells.length;
  const give = (given: Place[], chosen: string[]) => onChange(given.length + chosen.length > 0 ? { points: given, cells: chosen } : null);
  const placed = (x: number, y: number) => t`${x} % from the left, ${y} % from the top`;
  const full = () => say(t`All marks are placed. Remove one to place another.`);

  const place = (at: Place) => {
    if (left <= 0) return full();
    give([...points, at], cells);
    const [number, where] = [points.length + 1, placed(percent(at.x), percent(at.y))];
    say(t`Mark ${number} placed: ${where}`);
  };
  const remove = (index: number) => {
    give(points.filter((_, at) => at !== index), cells);
    const number = index + 1;
    say(t`Mark ${number} removed`);
  };
  const move = (dx: number, dy: number) => {
    const to = { x: within(cross.x + dx), y: within(cross.y + dy) };
    setCross(to);
    say(placed(percent(to.x), percent(to.y)));
  };
  const byKey = (event: KeyboardEvent) => {
    const by = event.shiftKey ? 0.05 : 0.01;
    const deeds: Record<string, () => void> = {
      ArrowLeft: () => move(-by, 0), ArrowRight: () => move(by, 0), ArrowUp: () => move(0, -by), ArrowDown: () => move(0, by),
      Enter: () => place(cross), Delete: () => removeNearest(), Backspace: () => removeNearest(),
    };
    const deed = deeds[event.key];
    if (!deed) return;
    event.preventDefault();
    deed();
  };
  const removeNearest = () => {
    const distances = points.map(({ x, y }) => Math.hypot(x - cross.x, y - cross.y));
    if (distances.length > 0) remove(distances.indexOf(Math.min(...distances)));
  };
  const byPointer = (event: PointerEvent<HTMLButtonElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const at = { x: within((event.clientX - box.left) / box.width), y: within((event.clientY - box.top) / box.height) };
    setCross(at);
    place(at);
  };
  const toggle = (cell: string) => {
    const isOn = cells.includes(cell);
    if (!isOn && left <= 0) return full();
    give(points, isOn ? cells.filter((one) => one !== cell) : [...cells, cell]);
    say(isOn ? t`${cell} taken back` : t`${cell} marked`);
  };

  return (
    <div className="stack-tight">
      <div className={question.questioned ? 'pictures' : undefined}>
        {question.questioned && <div className="stack-tight"><p className="small"><strong><Trans>Genuine, to compare</Trans></strong></p><Figure figure={question.figure} /></div>}
        <div className="stack-tight">
          <div className="spread">
            <p className="small"><strong>{question.questioned ? t`Under examination` : t`Mark it on the picture`}</strong></p>
            <Segments label={t`How to mark`} value={mode} choices={[{ value: 'marks', label: t`Crosshair` }, { value: 'grid', label: t`Grid` }]} onChange={setMode} />
          </div>
          <figure className="question-figure">
            <div className="picture" dir="ltr">
              <img src={asked.src} alt={asked.description ?? t`A specimen of the fictional State UTO`} draggable={false} />
              <Overlay points={points} cross={mode === 'marks' ? cross : null} areas={areas ?? []} />
              {mode === 'marks'
                ? <div role="application" aria-label={t`Picture with a crosshair`}><button type="button" className="picture-keys" aria-label={t`Crosshair`} aria-describedby="picture-hint" onKeyDown={byKey} onPointerDown={byPointer} /></div>
                : <Grid chosen={cells} onToggle={toggle} />}
            </div>
            <figcaption className="small muted">{lights[asked.light] ?? asked.light}</figcaption>
          </figure>
          <p className="hint" id="picture-hint">
            {mode === 'marks' ? t`Press on the picture; or move the crosshair with the arrow keys (with Shift further), place a mark with Enter, remove the nearest with Delete.` : t`Choose the cells in which you see it, from A1 at the upper left to H6 at the lower right.`}
          </p>
          {fault && <Fault>{fault}</Fault>}
        </div>
      </div>
      <p className="small numbers"><Trans>{left} of {question.marks} marks left. A mark beside everything costs a quarter of a point.</Trans></p>
      {(points.length > 0 || cells.length > 0) && (
        <ul className="marks" aria-label={t`Marks placed`}>
          {points.map(({ x, y }, index) => {
            const [number, where] = [index + 1, placed(percent(x), percent(y))];
            return <li key={`${x}/${y}/${index}`}><span className="numbers">{t`Mark ${number}: ${where}`}</span> <Button size="small" aria-label={t`Remove mark ${number}`} onClick={() => remove(index)}>{t`Remove`}</Button></li>;
          })}
          {cells.map((cell) => <li key={cell}><span className="numbers">{t`Cell ${cell}`}</span> <Button size="small" aria-label={t`Remove cell ${cell}`} onClick={() => toggle(cell)}>{t`Remove`}</Button></li>)}
        </ul>
      )}
      <p className="hidden-text" role="status">{said}</p>
    </div>
  );
}
