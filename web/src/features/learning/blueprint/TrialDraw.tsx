import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { drawTrial } from '../../../api/banks';
import { asProblem } from '../../../api/problem';
import { Button } from '../../../ui/actions/Button';
import { Link } from '../../../ui/actions/Link';
import { Failure } from '../../../ui/state/Failure';
import { Status } from '../../../ui/state/Status';
import { complete, type SectionDraft } from './drafts';

/** Draws once as for a trainee, so that the author sees what an examination would hold. Nothing of it is kept. */
export function TrialDraw({ lesson, bank, sections }: { lesson: string; bank: string | null; sections: readonly SectionDraft[] }) {
  const { t } = useLingui();
  const wanted = complete(sections).map(({ section }) => section);
  const drawn = useMutation({ mutationFn: async () => ({ ...(await drawTrial(lesson, wanted)), titles: wanted.map(({ title }) => title) }) });
  const answer = drawn.data;
  return (
    <section className="blueprint-trial stack-tight" aria-labelledby="trial-draw">
      <h3 id="trial-draw">{t`Trial draw`}</h3>
      <div><Button busy={drawn.isPending} aria-disabled={!bank || wanted.length < sections.length || undefined} onClick={() => { if (bank && wanted.length === sections.length) drawn.mutate(); }}>{answer ? t`Draw once more` : t`Draw once`}</Button></div>
      {drawn.error && <Failure problem={asProblem(drawn.error)} />}
      <div role="status">
        {answer && !answer.drawn && <p className="fault">{t`There are not enough questions for it yet.`}</p>}
        {answer?.drawn && <p className="small muted"><Trans>As one trainee might get it. The next one gets another.</Trans></p>}
      </div>
      {answer?.drawn && bank && answer.titles.map((title, index) => (
        <div key={index}>
          <h4><bdi dir="auto">{title}</bdi></h4>
          <ol className="blueprint-drawn">
            {answer.drawn?.filter(({ section }) => section === index).map(({ id, code, stem, critical }, at) => (
              <li key={`${id}/${at}`}><Link className="mono" to="/learning/banks/{-$id}" params={{ id: bank }} search={{ item: id }}><bdi>{code}</bdi></Link> <bdi dir="auto">{stem}</bdi> {critical && <Status look="attention">{t`Critical`}</Status>}</li>
            ))}
          </ol>
        </div>
      ))}
    </section>
  );
}
