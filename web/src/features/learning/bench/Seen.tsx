import type { Light, Specimen } from '../../../api/bench';
import { useLightWords } from './words';

/** What is to be seen, in words: for those who cannot see it, and for lines on which pictures are too much. */
export function Seen({ document, lights, title, open = false }: { document: Specimen; lights: Light[]; title: string; open?: boolean }) {
  const words = useLightWords();
  const told = document.lights.filter(({ light }) => lights.includes(light));
  return (
    <details className="bench-seen" open={open || undefined}>
      <summary>{title}</summary>
      <dl>{told.map(({ light, seen }) => <div key={light}><dt>{words[light]}</dt><dd lang="en" dir="auto">{seen}</dd></div>)}</dl>
    </details>
  );
}
