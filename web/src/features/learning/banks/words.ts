import { useLingui } from '@lingui/react/macro';
import type { Light } from '../../../api/bench';
import type { QuestionFlag } from '../../../api/banks';

export function useLights(): Record<Light, string> {
  const { t } = useLingui();
  return { white: t`White light`, uv: t`Ultraviolet`, ir: t`Infrared`, transmitted: t`Held against the light`, tilt: t`Tilted`, loupe: t`Under the loupe` };
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
