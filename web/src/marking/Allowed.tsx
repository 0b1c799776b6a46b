import { Trans, useLingui } from '@lingui/react/macro';
import { useState, type ReactNode } from 'react';
import { Button, type ButtonLook } from '../ui/actions/Button';
import { Dialog } from '../ui/actions/Dialog';
import { Explanation } from './Explanation';

interface AllowedProps extends Omit<ButtonLook, 'children'> {
  /** Of the record: `{ id, allows }`. */
  record: { id: string; allows: string[] };
  verb: string;
  /** The deed as words, for both forms of the button. */
  children: ReactNode;
  /** The button when the server allows the verb; a plain button calling `onPress` otherwise made here. */
  render?: () => ReactNode;
  onPress?: () => void;
}

/**
 * A deed the server grants or not. Not granted, it stays where it is as a button that cannot act but can be asked:
 * pressing it shows why not. A disabled button could not be reached to ask.
 */
export function Allowed({ record, verb, children, render, onPress, ...look }: AllowedProps) {
  const [asked, setAsked] = useState(false);
  const { t } = useLingui();
  if (record.allows.includes(verb)) return render ? render() : <Button {...look} onClick={onPress}>{children}</Button>;
  return (
    <>
      <Button size={look.size} icon="lock" aria-disabled onClick={() => setAsked(true)}>{children} <span className="small"><Trans>Why not?</Trans></span></Button>
      <Dialog title={t`Why not?`} open={asked} onClose={() => setAsked(false)}><Explanation id={record.id} verb={verb} /></Dialog>
    </>
  );
}
