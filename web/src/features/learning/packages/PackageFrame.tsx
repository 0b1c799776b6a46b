import { useLingui } from '@lingui/react/macro';
import { useEffect, useRef } from 'react';
import './packages.css';

interface PackageFrameProps {
  title: string;
  playerUrl: string;
  /** The player says that something was stored, or that it was left: a reason to look, never a fact. */
  onSaid: (what: 'package-progress' | 'package-left') => void;
}

/** The frame an imported course runs in: another origin's page, heard only as itself. */
export function PackageFrame({ title, playerUrl, onSaid }: PackageFrameProps) {
  const { i18n } = useLingui();
  const frame = useRef<HTMLIFrameElement>(null);
  const told = useRef(onSaid);
  useEffect(() => { told.current = onSaid; });
  useEffect(() => {
    const { origin } = new URL(playerUrl);
    const hear = ({ origin: from, source, data }: MessageEvent) => {
      if (from !== origin || source !== frame.current?.contentWindow) return;
      const what = (data as { focalpoint?: unknown } | null)?.focalpoint;
      if (what === 'package-left' || what === 'package-progress') told.current(what);
    };
    window.addEventListener('message', hear);
    return () => window.removeEventListener('message', hear);
  }, [playerUrl]);
  return (
    <iframe
      ref={frame} className="package-frame" title={title} src={`${playerUrl}/${i18n.locale === 'ar' ? 'ar' : 'en'}`}
      // Another origin's page: as itself it may run scripts and keep its storage, and reaches nothing of ours. Courses ask by `confirm` where to go on.
      // oxlint-disable-next-line react/iframe-missing-sandbox
      sandbox="allow-scripts allow-same-origin allow-forms allow-downloads allow-modals" allow="fullscreen; autoplay; unload" referrerPolicy="no-referrer"
    />
  );
}
