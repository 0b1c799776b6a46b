import type { ReactNode } from 'react';
import './pairs.css';

/** Names and values side by side; pairs without a value are left out. */
export function Pairs({ pairs }: { pairs: [name: string, value: ReactNode][] }) {
  const present = pairs.filter(([, value]) => value !== null && value !== undefined && value !== '' && value !== false);
  return <dl className="pairs">{present.flatMap(([name, value]) => [<dt key={`${name}-name`}>{name}</dt>, <dd key={name}>{value}</dd>])}</dl>;
}
