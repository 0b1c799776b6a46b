import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { call } from '../../../api/client';
import { materialsQuery } from '../../../api/materials';
import { asProblem } from '../../../api/problem';
import { Button } from '../../../ui/actions/Button';
import { Failure } from '../../../ui/state/Failure';
import { Note } from '../../../ui/state/Note';
import { Blocks } from '../blocks/Blocks';
import type { LiveProps } from '../blocks/live-props';
import { specimenAddress } from '../blocks/Picture';
import { choicesOf, usual, type Choice } from './choices';
import { Screen } from './Screen';
import { Variants } from './Variants';
import './video.css';

type Props = LiveProps<'video'>;

/** A film beside its words. Nothing of it is fetched before somebody asks for it, and its transcript is there whatever becomes of it. */
export function VideoBlock(props: Props) {
  const { block, textOnly, language } = props;
  const title = useId();
  const { i18n, t } = useLingui();
  return (
    <section className="video" dir={document.documentElement.dir} lang={i18n.locale} aria-labelledby={title}>
      <h3 id={title}><span className="hidden-text">{t`Video:`} </span><bdi lang={language}>{block.title}</bdi></h3>
      {textOnly ? <p className="small muted"><Trans>Only text is shown, so its transcript stands here in place of the video.</Trans></p> : <Film {...props} />}
      <details open={textOnly} key={String(textOnly)} className="video-words">
        <summary className="link-button">{t`Transcript`}</summary>
        <div className="lesson" lang={language} dir="auto"><Blocks blocks={block.transcript} around={props} /></div>
      </details>
    </section>
  );
}

function Film({ block, course, enrolment, language }: Props) {
  const { t } = useLingui();
  const { data, error, isPending, refetch } = useQuery(materialsQuery(course));
  const [chosen, setChosen] = useState<Choice['quality'] | null>(null);
  const [playing, setPlaying] = useState<Choice | null>(null);
  const [broken, setBroken] = useState(false);
  const asked = useMutation({
    mutationFn: (choice: Choice) => call(`/documents/${choice.document}/versions/${choice.number}/permission`),
    onSuccess: (_, choice) => { setBroken(false); setPlaying(choice); },
  });
  const choices = choicesOf(block, data?.items ?? [], language);
  const choice = choices.find(({ quality }) => quality === chosen) ?? usual(choices);
  if (isPending) return <div className="video-frame" aria-hidden="true" />;
  if (!data) {
    return error && asProblem(error).status === 404 ? <Gone /> : <Note title={t`The video is not on this device.`}><Trans>It plays when the line is back; its transcript is here.</Trans> <Button size="small" onClick={() => void refetch()}>{t`Try again`}</Button></Note>;
  }
  if (!choice) return <Gone />;
  const begin = (one: Choice) => asked.mutate(one);
  const change = (quality: Choice['quality']) => {
    setChosen(quality);
    const next = choices.find((one) => one.quality === quality);
    if (playing && next) begin(next);
  };
  const missing = block.files.filter(({ quality }) => !choices.some((one) => one.quality === quality)).map(({ quality }) => quality);
  return (
    <>
      {playing && !broken
        ? <Screen block={block} choice={playing} language={language} onBroken={() => setBroken(true)} />
        : (
          <div className="video-frame">
            {block.poster && <img src={specimenAddress(block.poster)} alt="" loading="lazy" decoding="async" />}
            <Button look="main" busy={asked.isPending} onClick={() => begin(choice)}>{choice.quality === 'audio' ? t`Play the sound` : t`Play the video`}</Button>
          </div>
        )}
      {broken && <Note look="warning" live title={t`It could not be played.`}><Trans>The line may be down, its originator may have withdrawn it, or this browser cannot play this kind. Try another size, or read the transcript.</Trans></Note>}
      {asked.error && <Failure problem={asProblem(asked.error)} />}
      <Variants choices={choices} chosen={playing && !broken ? playing : choice} silent={block.silent === true} captions={block.captions.map((one) => one.language)} onChoose={change} />
      {enrolment === null && missing.length > 0 && <Note look="warning"><Trans>Not among the documents of the course, or without a file that fits: {missing.join(', ')}</Trans></Note>}
    </>
  );
}

function Gone() {
  const { t } = useLingui();
  return <Note title={t`The video is not there for you now.`}><Trans>All that it says and shows stands in its transcript.</Trans></Note>;
}
