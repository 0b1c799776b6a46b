import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useRef, useState } from 'react';
import { useFormats } from '../../i18n/useFormats';
import { subjects as subjectNames } from '../../description/subjects';
import { useLabel } from '../../i18n/vocabulary';
import { Segments } from '../../ui/actions/Segments';
import { Note } from '../../ui/state/Note';
import type { Description, DescriptionPart } from '../../description/description';
import { useDetailWords } from '../../description/details';

interface ConflictProps { clash: DescriptionPart[]; mine: Description; theirs: Description; onTake: (part: DescriptionPart, value: Description[DescriptionPart]) => void }

/** Somebody was faster. Where both changed the same part, both stand side by side and one is chosen; nothing is lost on the way. */
export function Conflict({ clash, mine, theirs, onTake }: ConflictProps) {
  const { t } = useLingui();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => { box.current?.focus(); }, []);
  return (
    <div ref={box} tabIndex={-1}>
      <Note look="warning" title={t`Somebody was faster.`}>
        {clash.length === 0
          ? <Trans>They changed other parts than you. Both are in the form now: check it and save again.</Trans>
          : <p><Trans>These parts were changed by both of you. Choose one of each, then save again.</Trans></p>}
        {clash.map((part) => <Choice key={part} part={part} mine={mine[part]} theirs={theirs[part]} onTake={(value) => onTake(part, value)} />)}
      </Note>
    </div>
  );
}

function Choice({ part, mine, theirs, onTake }: { part: DescriptionPart; mine: Description[DescriptionPart]; theirs: Description[DescriptionPart]; onTake: (value: Description[DescriptionPart]) => void }) {
  const { t } = useLingui();
  // Kept as it was when the clash was found: choosing theirs replaces mine in the form.
  const [own] = useState(mine);
  const [side, setSide] = useState<'mine' | 'theirs'>('mine');
  const write = useWritten();
  const names: Record<DescriptionPart, string> = {
    title: t`Title`, language: t`Language of title and summary`, abstract: t`Summary`, subjects: t`Subjects`, partiesConcerned: t`Parties concerned`, personalData: t`Personal data`, details: t`Details`,
  };
  return (
    <section className="chapter" aria-label={names[part]}>
      <h3>{names[part]}</h3>
      <div className="both">
        <div><h4><Trans>Yours</Trans></h4><bdi>{write(part, own)}</bdi></div>
        <div><h4><Trans>On the server</Trans></h4><bdi>{write(part, theirs)}</bdi></div>
      </div>
      <Segments
        label={names[part]} value={side} choices={[{ value: 'mine', label: t`Take yours` }, { value: 'theirs', label: t`Take theirs` }]}
        onChange={(next) => { setSide(next); onTake(next === 'mine' ? own : theirs); }}
      />
    </section>
  );
}

function useWritten(): (part: DescriptionPart, value: Description[DescriptionPart]) => string {
  const { t } = useLingui();
  const label = useLabel();
  const { list, language } = useFormats();
  const words = useDetailWords();
  return (part, value) => {
    if (part === 'language') return language(String(value));
    if (Array.isArray(value)) return list(value.map((code) => (part === 'subjects' ? label(subjectNames, code) : code))) || '–';
    if (typeof value === 'boolean') return value ? t`Contains personal data` : t`None`;
    if (typeof value === 'object') return words(value).map(([name, text]) => `${name}: ${text}`).join('\n') || '–';
    return value || '–';
  };
}
