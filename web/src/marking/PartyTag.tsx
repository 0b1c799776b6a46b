import type { ReactNode } from 'react';
import { usePartyNames } from '../api/parties';
import { Party } from '../ui/data/Party';

/** A party by its code, with the name from the directory. */
export function PartyTag({ code, note }: { code: string; note?: ReactNode }) {
  const name = usePartyNames();
  return <Party code={code} name={name(code)} note={note} />;
}
