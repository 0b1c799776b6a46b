import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { StudiedLesson, Study } from '../../../api/learning';
import { LinkButton } from '../../../ui/actions/Button';
import { Icon } from '../../../ui/icon/Icon';
import { useMedia } from '../../../ui/useMedia';

/** Parts and lessons with what is done of them. Beside the lesson; on a narrow screen behind a button above it. */
export function OutlineNav({ study, here, onGo }: { study: Study; here: string | null; onGo: (lesson: string) => void }) {
  const { t } = useLingui();
  const narrow = useMedia('(max-width: 60rem)');
  const [open, setOpen] = useState(false);
  const go = (code: string) => {
    setOpen(false);
    onGo(code);
  };
  const all = study.outline.flatMap(({ lessons }) => lessons);
  const done = all.filter((lesson) => lesson.done).length;
  return (
    <nav aria-label={t`Outline of the course`} className="outline">
      {narrow && <button type="button" className="outline-toggle" aria-expanded={open} onClick={() => setOpen(!open)}><Icon name="list" /> <span>{t`Outline`}</span> <span className="muted small"><Trans>{done} of {all.length} done</Trans></span><Icon name={open ? 'up' : 'down'} small /></button>}
      {(!narrow || open) && (
        <ol>
          {study.outline.map((part) => {
            const inside = part.lessons.some(({ code }) => code === here);
            return (
              <li key={part.number}>
                <details open={inside || undefined}>
                  <summary><Mark done={part.lessons.length > 0 && part.lessons.every((one) => one.done)} /><span dir="auto">{part.number} {part.title}</span></summary>
                  <ol>{part.lessons.map((lesson) => <Entry key={lesson.code} lesson={lesson} here={lesson.code === here} onGo={go} />)}</ol>
                </details>
              </li>
            );
          })}
        </ol>
      )}
    </nav>
  );
}

function Entry({ lesson, here, onGo }: { lesson: StudiedLesson; here: boolean; onGo: (lesson: string) => void }) {
  const { t } = useLingui();
  return (
    <li>
      <LinkButton className="outline-entry" aria-current={here ? 'step' : undefined} onClick={() => onGo(lesson.code)}>
        <Mark done={lesson.done} /><span dir="auto">{lesson.title}</span>{!lesson.mandatory && <span className="small muted">({t`optional`})</span>}
      </LinkButton>
    </li>
  );
}

function Mark({ done }: { done: boolean }) {
  const { t } = useLingui();
  return done ? <span className="outline-done"><Icon name="check" small /><span className="hidden-text">{t`Done:`}</span></span> : <span className="outline-open" aria-hidden="true" />;
}
