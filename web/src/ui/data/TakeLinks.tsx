import { useState } from 'react';
import { asProblem } from '../../api/problem';
import { take } from '../../api/take';

const formats = ['csv', 'xlsx', 'json'] as const;
export type Format = (typeof formats)[number];

/** A link for each form of a file. `href` gives the address; what the server refuses is said below. */
export function TakeLinks({ href }: { href: (format: Format) => string }) {
  const [refused, setRefused] = useState('');
  const keep = (url: string) => {
    setRefused('');
    take(url).catch((error: unknown) => setRefused(asProblem(error).detail ?? asProblem(error).title));
  };
  return (
    <>
      {formats.map((format) => <a key={format} href={href(format)} download onClick={(event) => { event.preventDefault(); keep(href(format)); }}>{format.toUpperCase()}</a>)}
      {refused && <p className="menu-note" role="alert">{refused}</p>}
    </>
  );
}
