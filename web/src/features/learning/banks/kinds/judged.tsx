import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import type { WrittenCriterion } from '../../../../api/banks';
import { Button } from '../../../../ui/actions/Button';
import { Group } from '../../../../ui/fields/RadioGroup';
import { TextArea } from '../../../../ui/fields/TextArea';
import { TextField } from '../../../../ui/fields/TextField';
import type { Kind, KindProps } from './kind';

const most = 30;
const fresh = () => ({ rubric: [{ text: '', points: 2 }, { text: '', points: 2 }] });

/** What an assessor looks at, and how many points each takes. */
function Rubric({ draft, change, fault }: KindProps) {
  const { t } = useLingui();
  const rubric = draft.rubric ?? [];
  const set = (index: number, part: Partial<WrittenCriterion>) => change({ rubric: rubric.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  return (
    <Group id="q-rubric" label={t`Rubric`} hint={t`Trainees see what is looked at; the guidance is for the assessor, and said after practice. The points of the whole rubric make up the one point of the question.`} error={fault('rubric')}>
      <ol className="question-rows">
        {rubric.map(({ text, points, guidance = '' }, index) => {
          const place = index + 1;
          return (
            <li key={index} className="question-option">
              <TextField id={`q-rubric.${index}.text`} label={t`Criterion ${place}`} maxLength={300} error={fault(`rubric.${index}.text`) ?? fault(`rubric.${index}`)} value={text} onChange={({ target }) => set(index, { text: target.value })} />
              <TextField id={`q-rubric.${index}.points`} label={t`Points, criterion ${place}`} type="number" min={1} max={100} short error={fault(`rubric.${index}.points`)} value={points} onChange={({ target }) => set(index, { points: Number(target.value) })} />
              <TextField id={`q-rubric.${index}.guidance`} label={t`What full points take, criterion ${place}`} optional small maxLength={1000} error={fault(`rubric.${index}.guidance`)} value={guidance} onChange={({ target }) => set(index, { guidance: target.value || undefined })} />
              {rubric.length > 1 && <Button size="small" icon="trash" onClick={() => change({ rubric: rubric.filter((_, at) => at !== index) })}><span className="hidden-text">{t`Criterion ${place}:`} </span>{t`Remove`}</Button>}
            </li>
          );
        })}
      </ol>
      {rubric.length < most && <Button size="small" icon="plus" onClick={() => change({ rubric: [...rubric, { text: '', points: 1 }] })}><Trans>Another criterion</Trans></Button>}
    </Group>
  );
}

function Essay(props: KindProps) {
  const { t } = useLingui();
  const { draft, change, fault } = props;
  return (
    <>
      <Rubric {...props} />
      <TextField id="q-words" label={t`About so many words`} optional short type="number" min={10} max={2000} error={fault('words')} value={draft.words ?? ''} onChange={({ target }) => change({ words: target.value === '' ? undefined : Number(target.value) })} />
      <TextArea id="q-model" label={t`An answer that earns every point`} optional rows={4} maxLength={6000} error={fault('model')} value={draft.model ?? ''} onChange={({ target }) => change({ model: target.value || undefined })} />
    </>
  );
}

/** Both wait for an assessor: no machine judges them. */
export const essay: Kind = { type: 'essay', name: msg`An essay, marked by an assessor`, fresh, Fields: Essay };
export const practical: Kind = { type: 'practical', name: msg`A practical, watched by an assessor`, fresh, Fields: Rubric };
