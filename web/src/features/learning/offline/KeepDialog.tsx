import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Study } from '../../../api/learning';
import { sizeQuery } from '../../../api/offline';
import { asProblem } from '../../../api/problem';
import { useFormats } from '../../../i18n/useFormats';
import { Button } from '../../../ui/actions/Button';
import { Actions } from '../../../ui/actions/Dialog';
import { Checkbox } from '../../../ui/fields/Checkbox';
import { Failure } from '../../../ui/state/Failure';
import { Note } from '../../../ui/state/Note';
import { ProgressBar } from '../../../ui/state/ProgressBar';
import { Skeleton } from '../../../ui/state/Skeleton';
import { LeftOut } from './LeftOut';
import { NoRoom, save } from './save';
import { forget } from './forget';
import type { KeptCourse } from './useKept';
import { useFaults } from './words';

interface KeepDialogProps { study: Study; language: string | undefined; kept: KeptCourse | undefined; onChange: () => Promise<void> }
interface Running { kept: number; bytes: number }

/** What it takes, part by part, before anything is fetched; then how far it is, with a way to stop. Stopped or broken off, it goes on with the rest. */
export function KeepDialog({ study, language, kept, onChange }: KeepDialogProps) {
  const { id: enrolment } = study;
  const { t } = useLingui();
  const { date } = useFormats();
  const faults = useFaults();
  const [running, setRunning] = useState<Running | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);

  const begin = async (parts: number[]) => {
    abort.current = new AbortController();
    setFailure(null);
    setRunning({ kept: 0, bytes: 0 });
    try {
      await save({ enrolment, language, parts }, abort.current.signal, (done, bytes) => setRunning({ kept: done, bytes }));
    } catch (error) {
      if (!abort.current.signal.aborted) setFailure(error);
    }
    setRunning(null);
    await onChange();
  };
  if (running) return <Going {...running} onStop={() => abort.current?.abort()} />;
  const isDone = kept?.isWhole && !kept.fault;
  return (
    <div className="stack offline-keep">
      {kept?.fault && <Note look="warning" title={faults[kept.fault].long} />}
      {kept && !kept.isWhole && !kept.fault && <Note title={t`Some of it is here. It goes on with what is missing.`} />}
      {isDone && kept.manifest && <Note look="good" live title={t`It is on this device until ${date(kept.manifest.expiresAt)}`}><Trans>It opens without a line at the same address. Signing out removes it.</Trans></Note>}
      <Failed failure={failure} />
      <Choice study={study} language={language} kept={kept} onSave={(parts) => void begin(parts)} onRemove={() => void forget(enrolment).then(onChange)} />
      <p className="small muted measure"><Trans>What is kept is not encrypted by the portal: on a machine that others use, or whose disk is not encrypted, remove it when you are done.</Trans></p>
    </div>
  );
}

function Going({ kept, bytes, onStop }: Running & { onStop: () => void }) {
  const { t } = useLingui();
  const { bytes: size } = useFormats();
  return (
    <div className="stack offline-keep">
      <p role="status">{bytes === 0 ? t`Asking what belongs to it…` : t`${size(kept)} of ${size(bytes)}`}</p>
      <ProgressBar label={t`Saving`} value={bytes === 0 ? 0 : (kept / bytes) * 100} />
      <Actions><Button onClick={onStop}>{t`Stop`}</Button></Actions>
    </div>
  );
}

function Failed({ failure }: { failure: unknown }) {
  const { t } = useLingui();
  const { bytes } = useFormats();
  if (failure === null) return null;
  if (!(failure instanceof NoRoom)) return <Failure problem={asProblem(failure)} />;
  return (
    <Note look="warning" live title={t`There is not enough room on this device`}>
      {failure.free === null ? <Trans>{bytes(failure.needed)} are still to come. Remove something, or choose fewer parts.</Trans> : <Trans>{bytes(failure.needed)} are still to come, and {bytes(failure.free)} are free. Remove something, or choose fewer parts.</Trans>}
    </Note>
  );
}

function Choice({ study, language, kept, onSave, onRemove }: { study: Study; language: string | undefined; kept: KeptCourse | undefined; onSave: (parts: number[]) => void; onRemove: () => void }) {
  const { t } = useLingui();
  const { bytes, duration, language: nameOf } = useFormats();
  const { data: size, error, refetch } = useQuery(sizeQuery(study.id, language));
  const [left, setLeft] = useState<number[] | null>(null);
  const remove = kept && <Button look="danger" onClick={onRemove}>{t`Remove from this device`}</Button>;
  if (error) return <><Failure problem={asProblem(error)} onRetry={() => void refetch()} />{remove && <Actions>{remove}</Actions>}</>;
  if (!size) return <Skeleton rows={3} />;
  const out = left ?? (kept?.manifest ? size.parts.map(({ number }) => number).filter((number) => !kept.manifest?.parts.includes(number)) : []);
  const wanted = size.parts.filter(({ number }) => !out.includes(number));
  const whole = out.length === 0;
  const weight = whole ? size.bytes : wanted.reduce((sum, part) => sum + part.bytes, 0);
  const travels = whole ? size.packedBytes : wanted.reduce((sum, part) => sum + part.packedBytes, 0);
  return (
    <>
      <fieldset className="stack-tight offline-parts">
        <legend>{t`Parts`}{size.language && <span className="muted small"> {nameOf(size.language)}</span>}</legend>
        {size.parts.map(({ number, title, bytes: heavy }) => (
          <Checkbox key={number} checked={!out.includes(number)} count={bytes(heavy)} onChange={() => setLeft(out.includes(number) ? out.filter((one) => one !== number) : [...out, number])}><span dir="auto">{number} {title}</span></Checkbox>
        ))}
      </fieldset>
      <p><Trans>On the device: <strong className="numbers">{bytes(weight)}</strong>. On the line: {bytes(travels)}, {duration(travels)}. It is kept for {size.days} days.</Trans></p>
      <LeftOut study={study} />
      <Actions>
        <Button look="main" icon="offline" aria-disabled={wanted.length === 0} onClick={() => { if (wanted.length > 0) onSave(wanted.map(({ number }) => number)); }}>{!kept ? t`Save` : kept.isWhole || kept.fault ? t`Renew` : t`Go on`}</Button>
        {remove}
      </Actions>
    </>
  );
}
