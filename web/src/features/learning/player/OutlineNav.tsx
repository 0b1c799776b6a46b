import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { titleIn, type StudiedLesson, type Study } from '../../../api/learning';
import { LinkButton } from '../../../ui/actions/Button';
import { Icon } from '../../../ui/icon/Icon';
import { useMedia } from '../../../ui/useMedia';

/** Parts and lessons with what is done of them. Beside the lesson; on a narrow screen behind a button above it. */
export function OutlineNav({ study, language, here, onGo }: { study: Study; /** In which the lesson is read. */ language: string | undefined; here: string | null; onGo: (lesson: string) => void }) {
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
                  <summary><Mark done={part.lessons.length > 0 && part.lessons.every((one) => one.done)} /><span dir="auto" lang={part.titles[language ?? ''] && language}>{part.number} {titleIn(language, part)}</span></summary>
                  <ol>{part.lessons.map((lesson) => <Entry key={lesson.code} lesson={lesson} language={language} here={lesson.code === here} onGo={go} />)}</ol>
                </details>
              </li>
            );
          })}
        </ol>
      )}
    </nav>
  );
}

function Entry({ lesson, language, here, onGo }: { lesson: StudiedLesson; language: string | undefined; here: boolean; onGo: (lesson: string) => void }) {
  const { t } = useLingui();
  return (
    <li>
      <LinkButton className="outline-entry" aria-current={here ? 'step' : undefined} onClick={() => onGo(lesson.code)}>
        <Mark done={lesson.done} /><span dir="auto" lang={lesson.titles[language ?? ''] && language}>{titleIn(language, lesson)}</span>{!lesson.mandatory && <span className="small muted">({t`optional`})</span>}
      </LinkButton>
    </li>
  );
}

function Mark({ done }: { done: boolean }) {
  const { t } = useLingui();
  return done ? <span className="outline-done"><Icon name="check" small /><span className="hidden-text">{t`Done:`}</span></span> : <span className="outline-open" aria-hidden="true" />;
}
