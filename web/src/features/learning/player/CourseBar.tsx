import { useLingui } from '@lingui/react/macro';
import type { Study } from '../../../api/learning';
import { useFormats } from '../../../i18n/useFormats';
import { Link } from '../../../ui/actions/Link';
import { Checkbox } from '../../../ui/fields/Checkbox';
import { Select } from '../../../ui/fields/Select';
import { Icon } from '../../../ui/icon/Icon';
import { ProgressBar } from '../../../ui/state/ProgressBar';
import { Status } from '../../../ui/state/Status';
import { worded } from '../../../i18n/i18n';
import { later } from '../../../ui/later';
import type { SaveState } from './useSaver';

const offline = () => worded(import('../offline/offline'));
const SaveCourse = later(async () => (await offline()).SaveCourse);
const SavedHere = later(async () => (await offline()).SavedHere);

interface CourseBarProps { study: Study; state: SaveState; textOnly: boolean; onTextOnly: (on: boolean) => void; language: string | undefined; onLanguage: (code: string) => void }

/** Above the lesson: which course, how far, whether the place is kept, and how one wants to read. */
export function CourseBar({ study, state, textOnly, onTextOnly, language, onLanguage }: CourseBarProps) {
  const { t } = useLingui();
  const { number, language: nameOf } = useFormats();
  const share = Math.round(study.progress * 100);
  return (
    <section className="course-bar" aria-label={t`Course`}>
      <div className="wrap">
        {study.course && <Link to="/learning/courses/$id" params={{ id: study.course.id }} className="course-back"><Icon name="previous" small /><bdi dir="auto">{study.course.title}</bdi></Link>}
        <span className="row"><ProgressBar label={t`Progress`} value={share} /> <span className="numbers small">{number(share)} %</span></span>
        <SavedAt state={state} enrolment={study.id} />
        {study.course && <SaveCourse study={study} language={language} />}
        <span className="course-ways">
          <Checkbox checked={textOnly} onChange={({ target }) => onTextOnly(target.checked)}>{t`Text only`}</Checkbox>
          {study.languages.length > 1 && <Select label={t`Language`} small value={language ?? study.language ?? study.languages[0]} choices={study.languages.map((code) => ({ value: code, label: nameOf(code) }))} onChange={({ target }) => onLanguage(target.value)} />}
        </span>
      </div>
    </section>
  );
}

function SavedAt({ state, enrolment }: { state: SaveState; enrolment: string }) {
  const { t } = useLingui();
  const { locale } = useFormats();
  const clock = (iso: string) => new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }).format(new Date(iso));
  const words = () => {
    if (state.kind === 'saved') return <Status look="good">{t`Saved ${clock(state.at)}`}</Status>;
    if (state.kind === 'here') return <SavedHere enrolment={enrolment} />;
    if (state.kind === 'waiting') return <Status look="attention">{t`Not sent yet: your place is kept here and sent when the line is back`}</Status>;
    if (state.kind === 'refused') return <Status look="bad">{state.status === 404 ? t`This course is not open to you any more` : t`Your place was not saved`}</Status>;
    return state.kind === 'saving' ? <Status look="not-yet">{t`Saving…`}</Status> : null;
  };
  return <span role="status" className="small">{words()}</span>;
}
