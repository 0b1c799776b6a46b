import type { ComponentProps, ReactNode } from 'react';
import { classes } from '../classes';
import { Icon } from '../icon/Icon';
import type { IconName } from '../icon/names';
import './button.css';

export interface ButtonLook {
  /** `main` once a screen; `danger` for what cannot be taken back. */
  look?: 'plain' | 'main' | 'danger';
  size?: 'usual' | 'small';
  wide?: boolean;
  icon?: IconName;
  /** What the deed will do or cost, in lighter type: "PDF, 312 KB". */
  after?: ReactNode;
  children: ReactNode;
}

export function buttonClass({ look = 'plain', size = 'usual', wide = false }: Omit<ButtonLook, 'children'>): string {
  return classes('button', look !== 'plain' && `button-${look}`, size === 'small' && 'button-small', wide && 'button-wide');
}

/** The inside of a button, for anchors that look like one. */
export function ButtonFace({ icon, size, after, children }: ButtonLook) {
  return <>{icon && <Icon name={icon} small={size === 'small'} />}<span>{children}</span>{after && <span className="after numbers">{after}</span>}</>;
}

type ButtonProps = ButtonLook & { busy?: boolean } & Omit<ComponentProps<'button'>, keyof ButtonLook>;

/** A deed. While `busy` it keeps its place in the tab order and ignores presses, so focus is not lost. */
export function Button({ look, size, wide, icon, after, children, busy = false, onClick, type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={buttonClass({ look, size, wide })}
      aria-disabled={busy || rest['aria-disabled'] || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      <ButtonFace icon={icon} size={size} after={after}>{children}</ButtonFace>
    </button>
  );
}

/** A deed that reads like a link; for the third rank. */
export function LinkButton({ children, ...rest }: ComponentProps<'button'>) {
  return <button type="button" {...rest} className={classes('link-button', rest.className)}>{children}</button>;
}
