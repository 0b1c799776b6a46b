import type { ReactNode } from 'react';
import { classes } from '../classes';
import { Icon } from '../icon/Icon';
import './note.css';

const icons = { info: 'info', warning: 'alert', good: 'check', danger: 'alert' } as const;

/** A remark within the page. `live` ones are read out when they appear. */
export function Note({ look = 'info', title, live = false, children }: { look?: keyof typeof icons; title?: ReactNode; live?: boolean; children?: ReactNode }) {
  return (
    <div className={classes('note', look !== 'info' && `note-${look}`)} role={live ? 'status' : undefined}>
      <Icon name={icons[look]} />
      <div>{title && <strong>{title} </strong>}{children}</div>
    </div>
  );
}
