import type { ReactNode } from 'react';
import { classes } from '../classes';
import './state.css';

/** A line across the whole page: demonstration data, no connection. */
export function Banner({ look = 'plain', live = false, children }: { look?: 'plain' | 'warning'; live?: boolean; children: ReactNode }) {
  return <div className={classes('banner', look === 'warning' && 'banner-warning')} role={live ? 'status' : undefined}><div className="wrap">{children}</div></div>;
}
