import type { ReactNode } from 'react';
import { Code } from './Code';

/** Code and name together; the name is isolated for direction. */
export function Party({ code, name, note }: { code: string; name?: string; note?: ReactNode }) {
  return <span className="party"><Code>{code}</Code>{name && name.toUpperCase() !== code && <span><bdi>{name}</bdi>{note}</span>}</span>;
}
