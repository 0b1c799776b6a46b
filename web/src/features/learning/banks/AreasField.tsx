import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { ChosenPicture, DrawnArea } from '../../../api/banks';
import { type Light, pictureOf, specimenQuery } from '../../../api/bench';
import { asProblem } from '../../../api/problem';
import { Button } from '../../../ui/actions/Button';
import { Checkbox } from '../../../ui/fields/Checkbox';
import { Group } from '../../../ui/fields/RadioGroup';
import { TextField } from '../../../ui/fields/TextField';
import { Failure } from '../../../ui/state/Failure';
import { Skeleton } from '../../../ui/state/Skeleton';
import { Canvas } from './Canvas';
import { asShape, extent } from './drawing';

interface AreasFieldProps {
  picture: ChosenPicture;
  areas: readonly string[];
  drawn: readonly DrawnArea[];
  fault: (path: string) => string | undefined;
  onChange: (part: { areas?: string[]; drawn?: DrawnArea[] }) => void;
}

/** What is to be found on a picture: parts the specimen names itself, and parts the author draws. */
export function AreasField({ picture, areas, drawn, fault, onChange }: AreasFieldProps) {
  const { t } = useLingui();
  const specimen = useQuery(specimenQuery(picture.specimen));
  const count = useRef(drawn.length);
  useEffect(() => {
    if (drawn.length > count.current) document.getElementById(`q-drawn.${drawn.length - 1}.label`)?.focus();
    count.current = drawn.length;
  }, [drawn.length]);
  if (specimen.isPending) return <Skeleton rows={3} />;
  if (specimen.error) return <Failure problem={asProblem(specimen.error)} onRetry={() => void specimen.refetch()} />;
  const named = specimen.data.areas.filter(({ id }) => areas.includes(id));
  const shown = [...named, ...drawn.map(({ label, shape }, index) => ({ id: `drawn-${index}`, label, shape: asShape(shape) }))];
  const name = (index: number, label: string) => onChange({ drawn: drawn.map((area, at) => (at === index ? { ...area, label } : area)) });
  return (
    <>
      <Group id="q-drawn" label={t`Draw what is to be found`} hint={t`One mark inside each area gives the whole point; a mark beside all of them costs a quarter.`} error={fault('drawn')}>
        <Canvas src={pictureOf(picture.specimen, picture.light as Light)} alt={specimen.data.description} areas={shown} onDraw={(shape) => onChange({ drawn: [...drawn, { label: '', shape }] })} />
        <ol className="question-rows">
          {drawn.map(({ label, shape }, index) => {
            const place = index + 1;
            const { left, top, width, height } = extent(shape);
            return (
              <li key={index} className="question-line">
                <TextField id={`q-drawn.${index}.label`} label={t`Area ${place}: what is there`} hint={t`${left} % from the left, ${top} % from the top, ${width} % wide, ${height} % high`} maxLength={200} error={fault(`drawn.${index}.label`) ?? fault(`drawn.${index}`)} value={label} onChange={({ target }) => name(index, target.value)} />
                <Button size="small" icon="trash" onClick={() => onChange({ drawn: drawn.filter((_, at) => at !== index) })}><span className="hidden-text">{t`Area ${place}:`} </span>{t`Remove`}</Button>
              </li>
            );
          })}
        </ol>
      </Group>
      {specimen.data.areas.length > 0 && (
        <Group id="q-areas" label={t`Or parts the specimen names itself`} error={fault('areas')}>
          <div className="question-named">
            {specimen.data.areas.map(({ id, label }) => <Checkbox key={id} checked={areas.includes(id)} onChange={({ target }) => onChange({ areas: target.checked ? [...areas, id] : areas.filter((one) => one !== id) })}>{label}</Checkbox>)}
          </div>
        </Group>
      )}
      {specimen.data.areas.length === 0 && fault('areas') && <p className="fault" id="q-areas" tabIndex={-1}><Trans>Draw at least one area.</Trans></p>}
    </>
  );
}
