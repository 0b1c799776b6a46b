import type { ReactNode } from 'react';
import { classes } from '../classes';
import './state.css';

export type StatusLook = 'good' | 'attention' | 'bad' | 'not-yet';

/** A state as shape, colour and word: disc good, diamond attention, square bad, ring not yet. */
export function Status({ look, children }: { look: StatusLook; children: ReactNode }) {
  return <span className={classes('status', look !== 'not-yet' && `status-${look}`)}>{children}</span>;
}
