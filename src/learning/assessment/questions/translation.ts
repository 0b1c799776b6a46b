import type { PutQuestion, QuestionBody, QuestionKey } from './question.js';

const lists = ['options', 'lefts', 'rights', 'steps', 'reasons', 'criteria'] as const;

/**
 * A question in a language, and without the words of all others; where it is not translated, in the language it was written in.
 * @returns with the language it is in, null for that of its author
 */
export function spokenIn<Body extends PutQuestion | QuestionBody>({ texts, ...body }: Body, language: string | null): { question: Body; language: string | null } {
  const spoken = language === null ? undefined : texts?.[language];
  if (!spoken) return { question: body as Body, language: null };
  const said: Record<string, unknown> = { ...body, stem: spoken.stem, ...(spoken.unit === undefined ? {} : { unit: spoken.unit }) };
  for (const list of lists) {
    const shown = said[list] as { id: string; text: string }[] | undefined;
    if (shown) said[list] = shown.map((one) => ({ ...one, text: spoken.labels[one.id] ?? one.text }));
  }
  return { question: said as unknown as Body, language };
}

/** The same for what is right: another language changes what is told, and nothing that is marked. */
export function keySpokenIn({ texts, ...key }: QuestionKey, language: string | null): QuestionKey {
  const spoken = language === null ? undefined : texts?.[language];
  if (!spoken) return key;
  const { feedback, because, guidance, areas = {}, model, accept = [] } = spoken;
  const told = feedback === undefined ? {} : { feedback };
  switch (key.type) {
    case 'choice':
    case 'choices':
    case 'decision':
      return { ...key, ...told, because: { ...key.because, ...because } };
    case 'essay':
    case 'practical':
      return { ...key, ...told, guidance: { ...key.guidance, ...guidance }, ...(model === undefined ? {} : { model }) };
    case 'hotspot':
    case 'compare':
      return { ...key, ...told, areas: key.areas.map((area) => ({ ...area, label: areas[area.id] ?? area.label })) };
    case 'short_text':
      return { ...key, ...told, accept: [...accept, ...key.accept] };
    default:
      return { ...key, ...told };
  }
}
