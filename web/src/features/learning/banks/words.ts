import { useLingui } from '@lingui/react/macro';
import type { Light } from '../../../api/bench';
import type { QuestionFlag } from '../../../api/banks';

export function useLights(): Record<Light, string> {
  const { t } = useLingui();
  return { white: t`White light`, uv: t`Ultraviolet`, ir: t`Infrared`, transmitted: t`Held against the light`, tilt: t`Tilted`, loupe: t`Under the loupe` };
}

/** What a text of a question is called, by its path in the question. */
export function useLineNames(): (path: string) => string {
  const { t } = useLingui();
  return (path) => {
    const [list = '', at = '', member] = path.split('.');
    const place = Number(at) + 1;
    const name = list === 'reasons' ? t`Reason ${place}` : t`Option ${place}`;
    switch (list) {
      case 'stem': return t`Question`;
      case 'unit': return t`Unit`;
      case 'model': return t`An answer that earns every point`;
      case 'pairs': return member === 'left' ? t`Left, pair ${place}` : t`Right, pair ${place}`;
      case 'distractors': return t`Right side ${place}`;
      case 'order': return t`Step ${place}`;
      case 'drawn': return t`Area ${place}: what is there`;
      case 'rubric': return member === 'text' ? t`Criterion ${place}` : t`What full points take, criterion ${place}`;
      case 'options':
      case 'reasons': return member === 'text' ? name : t`${name}: why`;
      default: return t`Said after practice`;
    }
  };
}

/** What a figure says of a question: in a word, and what to do about it. */
export function useFlags(): Record<QuestionFlag, { name: string; meaning: string }> {
  const { t } = useLingui();
  return {
    too_hard: { name: t`Too hard`, meaning: t`Fewer than one in five points are reached. Look whether the key is right and the words are clear.` },
    too_easy: { name: t`Too easy`, meaning: t`Nearly everybody gets it right, so it hardly tells one trainee from another. Make the wrong options likelier.` },
    tells_little: { name: t`Tells little`, meaning: t`Those who get it right do not do better in the rest. It may be ambiguous, or ask for something else than the exam.` },
  };
}
