import { paths, type IconName } from './paths';
import './icon.css';

/** Those that point along the line of reading turn round in Arabic. */
const directional: ReadonlySet<IconName> = new Set(['next', 'previous', 'send']);

/** Decoration beside its word; hidden from assistive technology. */
export function Icon({ name, small = false }: { name: IconName; small?: boolean }) {
  const classes = ['icon', small && 'icon-small', directional.has(name) && 'icon-mirrored'].filter(Boolean).join(' ');
  return <svg className={classes} viewBox="0 0 24 24" aria-hidden="true"><path d={paths[name]} /></svg>;
}
