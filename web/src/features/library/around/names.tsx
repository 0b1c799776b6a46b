import type { ReactNode } from 'react';
import type { Tlp } from '../../../api/model';
import { useFormats } from '../../../i18n/useFormats';
import { subjects } from '../../../description/subjects';
import { kinds, states, useLabel } from '../../../i18n/vocabulary';
import { PartyTag } from '../../../marking/PartyTag';
import { TlpLabel } from '../../../marking/TlpLabel';
import type { ListFilter } from '../search';

/** How a value of a filter is written. */
export function useFilterNames(): (key: ListFilter, value: string) => ReactNode {
  const label = useLabel();
  const { language } = useFormats();
  return (key, value) => {
    switch (key) {
      case 'kind': return label(kinds, value);
      case 'subject': return label(subjects, value);
      case 'state': return label(states, value);
      case 'language': return language(value);
      case 'originator': return <PartyTag code={value} />;
      case 'tlp': return <TlpLabel tlp={value as Tlp} />;
    }
  };
}

/** The same as plain text, for the names of buttons. */
export function useFilterTexts(): (key: ListFilter, value: string) => string {
  const nameOf = useFilterNames();
  return (key, value) => {
    const name = nameOf(key, value);
    if (typeof name === 'string') return name;
    return key === 'tlp' ? `TLP:${value.toUpperCase()}` : value;
  };
}
