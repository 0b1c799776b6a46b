import icons from './icons.svg';
import type { IconName } from './names';
import './icon.css';

/** Those that point along the line of reading turn round in Arabic. */
const directional: ReadonlySet<IconName> = new Set(['next', 'previous', 'send']);

/** Decoration beside its word; hidden from assistive technology. The drawings are one file of their own, off the way to the first row. */
export function Icon({ name, small = false }: { name: IconName; small?: boolean }) {
  const classes = ['icon', small && 'icon-small', directional.has(name) && 'icon-mirrored'].filter(Boolean).join(' ');
  return <svg className={classes} aria-hidden="true"><use href={`${icons}#${name}`} /></svg>;
}
