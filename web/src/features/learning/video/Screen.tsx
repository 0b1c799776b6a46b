import { useLingui } from '@lingui/react/macro';
import { useEffect, useLayoutEffect, useRef } from 'react';
import type { LiveBlock } from '../../../api/learning';
import { playbackAddress } from '../../../api/materials';
import { useFormats } from '../../../i18n/useFormats';
import { specimenAddress } from '../blocks/Picture';
import type { Choice } from './choices';

interface ScreenProps { block: Extract<LiveBlock, { type: 'video' }>; choice: Choice; language: string | undefined; onBroken: () => void }

/**
 * The browser's own player. Captions are put into it cue by cue, from the lesson itself, so that they take no address and no request of their own. Another
 * size goes on where the one before was.
 */
export function Screen({ block: { title, captions, poster }, choice, language, onBroken }: ScreenProps) {
  const { i18n } = useLingui();
  const { language: nameOf } = useFormats();
  const video = useRef<HTMLVideoElement>(null);
  const at = useRef(0);
  const source = playbackAddress(choice.document, choice.number);
  // Tracks that were added by hand stay with their element: once is enough, whatever is drawn again.
  useLayoutEffect(() => {
    const player = video.current;
    if (!player || player.textTracks.length > 0) return;
    const shown = captions.find((one) => one.language === i18n.locale) ?? captions.find((one) => one.language === language) ?? captions[0];
    for (const one of captions) {
      const track = player.addTextTrack('captions', nameOf(one.language), one.language);
      for (const { start, end, text } of one.cues) track.addCue(new VTTCue(start / 1_000, end / 1_000, text));
      track.mode = one === shown ? 'showing' : 'disabled';
    }
  });
  useEffect(() => video.current?.focus(), []);
  return (
    // oxlint-disable-next-line jsx-a11y/media-has-caption -- its captions are added above
    <video
      ref={video} className="video-frame" src={source} controls autoPlay controlsList="nodownload noremoteplayback" disableRemotePlayback playsInline preload="auto" aria-label={title} lang={language}
      poster={choice.quality === 'audio' && poster ? specimenAddress(poster) : undefined}
      onTimeUpdate={({ currentTarget }) => { if (currentTarget.readyState > 0) at.current = currentTarget.currentTime; }}
      onLoadedMetadata={({ currentTarget }) => { if (at.current > 0 && at.current < currentTarget.duration) currentTarget.currentTime = at.current; }}
      onError={onBroken}
    />
  );
}
