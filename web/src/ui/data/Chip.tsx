import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { classes } from '../classes';
import { Icon } from '../icon/Icon';
import type { IconName } from '../icon/names';
import './chip.css';

interface ChipProps {
  children: ReactNode;
  /** The word of the chip, for the button's name. */
  name?: string;
  icon?: IconName;
  plain?: boolean;
  onRemove?: () => void;
}

/** One choice in force. With `onRemove` it can be taken away. */
export function Chip({ children, name, icon, plain = false, onRemove }: ChipProps) {
  const { t } = useLingui();
  return (
    <span className={classes('chip', plain && 'chip-plain', onRemove && 'chip-removable')}>
      {icon && <Icon name={icon} small />}<bdi>{children}</bdi>
      {onRemove && <button type="button" onClick={onRemove}><span className="hidden-text">{t`Remove ${name ?? ''}`}</span><Icon name="x" small /></button>}
    </span>
  );
}
