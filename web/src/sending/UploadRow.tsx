import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useRef, useState } from 'react';
import { useRefusal } from '../description/inspected';
import { useFormats } from '../i18n/useFormats';
import { Button } from '../ui/actions/Button';
import { Meta } from '../ui/data/Meta';
import { Fault } from '../ui/fields/Field';
import { ProgressBar } from '../ui/state/ProgressBar';
import { stayNear } from './stay-near';
import type { Hindrance } from './target';
import { canRetry, type Transfer, type Transfers } from './transfers';
import './sending.css';

/** What is said otherwise of what is sent to one thing and to another. */
export interface SendingWords {
  /** Everything has come. */
  joining: string;
  /** It has come and was refused. */
  refused: string;
  hindered: Partial<Record<Hindrance, string>>;
}

/** A file on its way: how far it has come and how long it will take, or what keeps it and what to do about it. */
export function UploadRow({ transfer, transfers, words: own }: { transfer: Transfer; transfers: Transfers; words: SendingWords }) {
  const { t } = useLingui();
  const { bytes, duration } = useFormats();
  const { id, name, size, sent, rate, state, hindrance, problem, isAnother } = transfer;
  const words = useStateWords(transfer, own);
  const refusal = useRefusal();
  const share = `${Math.floor((Math.min(sent, size) / Math.max(1, size)) * 100)} %`;
  const itself = useRef<HTMLLIElement>(null);
  const isUnderWay = state === 'sending' && sent < size;
  return (
    <li className="upload" ref={itself} tabIndex={-1}>
      <div>
        <p className="strong"><bdi dir="auto">{name}</bdi></p>
        <Meta>
          <span role="status">{words}</span>
          {isUnderWay && rate ? t`${bytes((rate * 1000) / 8)} a second` : ''}
          {isUnderWay && rate ? t`${duration(size - sent, rate)} left` : ''}
          {state === 'failed' ? bytes(size) : `${share} · ${bytes(sent)} / ${bytes(size)}`}
        </Meta>
        {state !== 'failed' && <ProgressBar label={t`Sent of ${name}`} value={sent} max={size} />}
        {state === 'wanted' && <Wanted name={name} share={sent > 0 ? share : null} />}
        {state === 'later' && <Later transfer={transfer} />}
        {isAnother && <Fault>{t`This is another file than the one that was begun. Choose the same file, or cancel this one and send the other as a new one.`}</Fault>}
        {hindrance && <Fault>{hindrance === 'changed' ? t`This file was changed, moved or removed on this device before all of it was sent. Remove it here and choose it again.` : own.hindered[hindrance]}</Fault>}
        {state === 'failed' && problem && <Fault>{refusal(problem) ?? t`The connection broke off. What has arrived is kept; try again.`}</Fault>}
      </div>
      <div className="row">
        {(state === 'sending' || state === 'waiting') && <Button size="small" onClick={() => transfers.pause(id)}>{t`Pause`}</Button>}
        {state === 'paused' && <Button size="small" icon="upload" onClick={() => transfers.goOn(id)}>{t`Go on`}</Button>}
        {state === 'later' && <Button size="small" onClick={() => transfers.goOn(id)}>{t`Now`}</Button>}
        {state === 'elsewhere' && <Button size="small" onClick={() => transfers.goOn(id)}>{t`Send it from here`}</Button>}
        {canRetry(transfer) && <Button size="small" icon="history" onClick={() => transfers.goOn(id)}>{t`Try again`}</Button>}
        {state === 'wanted' && <Again transfer={transfer} transfers={transfers} />}
        {state !== 'joining' && <Button size="small" icon="x" onClick={() => { stayNear(itself.current); transfers.cancel(id); }}>{state === 'failed' ? t`Remove` : t`Cancel`}</Button>}
      </div>
    </li>
  );
}

function useStateWords({ state, sent, size, problem }: Transfer, { joining, refused }: SendingWords): string {
  const { t } = useLingui();
  return {
    preparing: t`Being prepared`, waiting: t`Waits for its turn`, sending: sent < size ? t`On its way` : t`Being kept`, paused: t`Paused`, later: problem?.status ? t`Waits for the server` : t`Connection lost`,
    joining, failed: problem?.status === 422 || problem?.status === 415 ? refused : t`Did not arrive`, wanted: t`Interrupted`, elsewhere: t`Is being sent in another window`,
  }[state];
}

/** A page that was closed no longer has the content of its files. */
function Wanted({ name, share }: { name: string; share: string | null }) {
  return <p className="small">{share ? <Trans>Choose <bdi dir="auto">{name}</bdi> again to go on at {share}.</Trans> : <Trans>Choose <bdi dir="auto">{name}</bdi> again to send it.</Trans>}</p>;
}

/** Counts down to the next try. It is not read out every second: the state before it is. */
function Later({ transfer: { retryAt, problem } }: { transfer: Transfer }) {
  const { t } = useLingui();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  if (retryAt === null) return <p className="small">{t`No connection. It goes on by itself when the line is back.`}</p>;
  const seconds = Math.max(0, Math.ceil((retryAt - now) / 1000));
  return <p className="small numbers" aria-live="off">{problem?.status ? t`The server cannot take it at the moment; trying again in ${seconds} s.` : t`The line broke; trying again in ${seconds} s. What has arrived is kept.`}</p>;
}

function Again({ transfer: { id }, transfers }: { transfer: Transfer; transfers: Transfers }) {
  const { t } = useLingui();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button size="small" icon="upload" onClick={() => input.current?.click()}>{t`Choose again`}</Button>
      <input ref={input} type="file" hidden onChange={({ target }) => { const [file] = target.files ?? []; if (file) void transfers.choose(id, file); target.value = ''; }} />
    </>
  );
}
