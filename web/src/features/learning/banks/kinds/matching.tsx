import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '../../../../ui/actions/Button';
import { Group } from '../../../../ui/fields/RadioGroup';
import { TextField } from '../../../../ui/fields/TextField';
import { TextList } from '../TextList';
import type { Kind, KindProps } from './kind';

const most = 30;

function Fields({ draft, change, fault }: KindProps) {
  const { t } = useLingui();
  const pairs = draft.pairs ?? [];
  const set = (index: number, part: { left?: string; right?: string }) => change({ pairs: pairs.map((pair, at) => (at === index ? { ...pair, ...part } : pair)) });
  return (
    <>
      <Group id="q-pairs" label={t`Pairs that belong together`} error={fault('pairs')}>
        <ol className="question-rows">
          {pairs.map(({ left, right }, index) => {
            const place = index + 1;
            return (
              <li key={index} className="question-pair">
                <TextField id={`q-pairs.${index}.left`} label={t`Left, pair ${place}`} maxLength={600} error={fault(`pairs.${index}.left`) ?? fault(`pairs.${index}`)} value={left} onChange={({ target }) => set(index, { left: target.value })} />
                <TextField id={`q-pairs.${index}.right`} label={t`Right, pair ${place}`} maxLength={600} error={fault(`pairs.${index}.right`)} value={right} onChange={({ target }) => set(index, { right: target.value })} />
                {pairs.length > 2 && <Button size="small" icon="trash" onClick={() => change({ pairs: pairs.filter((_, at) => at !== index) })}><span className="hidden-text">{t`Pair ${place}:`} </span>{t`Remove`}</Button>}
              </li>
            );
          })}
        </ol>
        {pairs.length < most && <Button size="small" icon="plus" onClick={() => change({ pairs: [...pairs, { left: '', right: '' }] })}><Trans>Another pair</Trans></Button>}
      </Group>
      <TextList path="distractors" legend={t`Right sides that belong to nothing`} item={(place) => t`Right side ${place}`} add={t`Another right side`} least={0} most={12} maxLength={600} texts={draft.distractors ?? []} fault={fault} onChange={(distractors) => change({ distractors })} />
    </>
  );
}

export const matching: Kind = { type: 'matching', name: msg`Match`, fresh: () => ({ pairs: [{ left: '', right: '' }, { left: '', right: '' }, { left: '', right: '' }] }), Fields };
