import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { drawTrial, type TrialDraw } from '../../../api/banks';
import { complete, type SectionDraft } from './drafts';

/** How long after the last key the bank is asked. */
const pause = 400;

/** What the sections find in the bank, asked a moment after each change. `clash`: each finds enough, but not all together. */
export function useSupply(lesson: string, sections: readonly SectionDraft[], enabled: boolean): { of: (index: number) => TrialDraw['sections'][number] | undefined; clash: boolean } {
  // What a section is called changes nothing of what it finds.
  const asked = JSON.stringify(complete(sections.map((section) => ({ ...section, title: '' }))));
  const [settled, settle] = useState(asked);
  useEffect(() => {
    const later = setTimeout(() => settle(asked), pause);
    return () => clearTimeout(later);
  }, [asked]);
  const wanted = JSON.parse(settled) as ReturnType<typeof complete>;
  const found = useQuery({
    queryKey: ['banks', 'supply', lesson, settled], queryFn: ({ signal }) => drawTrial(lesson, wanted.map(({ section }) => section), signal),
    enabled: enabled && wanted.length > 0, staleTime: 0, gcTime: 0, retry: false, placeholderData: (before) => before,
  });
  const current = settled === asked && !found.isPlaceholderData ? found.data : undefined;
  return {
    of: (index) => current?.sections[wanted.findIndex(({ place }) => place === index)],
    clash: current !== undefined && current.drawn === null && current.sections.every(({ enough }) => enough),
  };
}
