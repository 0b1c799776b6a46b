import { useLingui } from '@lingui/react/macro';
import { useRef, useState, type DragEvent, type ReactNode } from 'react';
import { Button } from '../actions/Button';
import { classes } from '../classes';
import { chosenFolder, dropped, type Packed } from './dropped';
import './file-drop.css';

interface FileDropProps {
  /** The limits, told before anybody chooses. */
  children: ReactNode;
  /** As in the `accept` attribute. */
  accept?: string;
  multiple?: boolean;
  onFiles: (files: File[]) => void;
  /** Where folders are taken too: one at a time, with everything in it. */
  onFolder?: (name: string, files: Packed[]) => void;
}

/** Takes files by drop, by choosing and by paste; everything the mouse can do the keyboard can. */
export function FileDrop({ children, accept, multiple = false, onFiles, onFolder }: FileDropProps) {
  const { t } = useLingui();
  const input = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (list: readonly File[]) => {
    const files = list.slice(0, multiple ? undefined : 1);
    if (files.length) onFiles(files);
  };
  const takeAll = (from: DataTransfer) => {
    if (!onFolder) return take([...from.files]);
    void dropped(from).then(({ files, folders }) => {
      take(files);
      for (const { name, files: inside } of folders) if (inside.length) onFolder(name, inside);
    });
  };
  const drag = (inside: boolean) => (event: DragEvent) => { event.preventDefault(); setOver(inside); };
  return (
    <div
      className={classes('drop', over && 'drop-over')}
      onDragOver={drag(true)}
      onDragLeave={drag(false)}
      onDrop={(event) => { drag(false)(event); takeAll(event.dataTransfer); }}
      onPaste={(event) => takeAll(event.clipboardData)}
    >
      <span>{onFolder ? t`Drop files or a folder here, or` : multiple ? t`Drop files here, or` : t`Drop a file here, or`}</span>
      <Button icon="upload" onClick={() => input.current?.click()}>{multiple ? t`Choose files` : t`Choose a file`}</Button>
      <input
        ref={input} type="file" hidden accept={accept} multiple={multiple}
        onChange={(event) => { take([...(event.target.files ?? [])]); event.target.value = ''; }}
      />
      {onFolder && (
        <>
          <Button icon="archive" onClick={() => folder.current?.click()}>{t`Choose a folder`}</Button>
          <input
            ref={folder} type="file" hidden {...{ webkitdirectory: '' }}
            onChange={(event) => { const { name, files } = chosenFolder([...(event.target.files ?? [])]); if (files.length) onFolder(name, files); event.target.value = ''; }}
          />
        </>
      )}
      <p>{children}</p>
    </div>
  );
}
