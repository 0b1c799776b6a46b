import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { materialsQuery } from '../../../api/materials';
import { asProblem } from '../../../api/problem';
import { Failure } from '../../../ui/state/Failure';
import { MaterialRow } from './MaterialRow';
import './materials.css';

interface MaterialsProps {
  course: string;
  /** Only what goes with this lesson. */
  lesson?: string;
  /** Titles of lessons by code, to say with which one a document goes. */
  lessons?: Readonly<Record<string, string>>;
  level: 2 | 3;
}

/** Documents that go with a course or with one lesson; those for trainers apart. Nothing where there is none. */
export function Materials({ course, lesson, lessons = {}, level }: MaterialsProps) {
  const { t } = useLingui();
  const { data, error, refetch } = useQuery(materialsQuery(course));
  const Heading = `h${level}` as const;
  // Beside a lesson it is an extra: a line that is down takes nothing from the lesson.
  if (error && lesson !== undefined) return asProblem(error).status === 0 && <p className="small muted">{t`Documents that go with a lesson are not kept on a device. They are shown when the line is back.`}</p>;
  if (error) return <Failure problem={asProblem(error)} onRetry={() => void refetch()} />;
  const shown = data?.items.filter((one) => lesson === undefined || one.lesson === lesson) ?? [];
  const groups = [['trainees', lesson === undefined ? t`Documents of the course` : t`Documents for this lesson`], ['trainers', t`For trainers only`]] as const;
  return groups.map(([forWhom, heading]) => {
    const own = shown.filter((one) => one.forWhom === forWhom);
    if (own.length === 0) return null;
    return (
      <section key={forWhom} className="chapter materials" aria-labelledby={`materials-${forWhom}`}>
        <Heading id={`materials-${forWhom}`}>{heading}</Heading>
        {forWhom === 'trainers' && <p className="small muted"><Trans>You see these because you teach the course. Trainees do not.</Trans></p>}
        <ul>{own.map((one) => <MaterialRow key={one.id} material={one}>{lesson === undefined && one.lesson && lessons[one.lesson] && <p className="small muted"><Trans>Goes with the lesson</Trans> <bdi dir="auto">{lessons[one.lesson]}</bdi></p>}</MaterialRow>)}</ul>
      </section>
    );
  });
}
