import { useLingui } from '@lingui/react/macro';
import { useRef, useState, type DragEvent, type ReactNode } from 'react';
import { Button } from '../actions/Button';
import { classes } from '../classes';
import './file-drop.css';

interface FileDropProps {
  /** The limits, told before anybody chooses. */
  children: ReactNode;
  /** As in the `accept` attribute. */
  accept?: string;
  multiple?: boolean;
  onFiles: (files: File[]) => void;
}

/** Takes files by drop, by choosing and by paste; everything the mouse can do the keyboard can. */
export function FileDrop({ children, accept, multiple = false, onFiles }: FileDropProps) {
  const { t } = useLingui();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (list: FileList | null) => {
    const files = [...(list ?? [])].slice(0, multiple ? undefined : 1);
    if (files.length) onFiles(files);
  };
  const drag = (inside: boolean) => (event: DragEvent) => { event.preventDefault(); setOver(inside); };
  return (
    <div
      className={classes('drop', over && 'drop-over')}
      onDragOver={drag(true)}
      onDragLeave={drag(false)}
      onDrop={(event) => { drag(false)(event); take(event.dataTransfer.files); }}
      onPaste={(event) => take(event.clipboardData.files)}
    >
      <span>{multiple ? t`Drop files here, or` : t`Drop a file here, or`}</span>
      <Button icon="upload" onClick={() => input.current?.click()}>{multiple ? t`Choose files` : t`Choose a file`}</Button>
      <input
        ref={input} type="file" hidden accept={accept} multiple={multiple}
        onChange={(event) => { take(event.target.files); event.target.value = ''; }}
      />
      <p>{children}</p>
    </div>
  );
}
