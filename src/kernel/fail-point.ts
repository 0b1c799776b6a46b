/** Where a process can be made to die, so that tests see what a crash there leaves behind (RR-1). In the order a file passes them. */
export type FailPoint =
  | 'sealed-header' | 'sealed-first-frame' | 'sealed-frame' | 'sealed-last-frame' | 'stored-aside' | 'stored'
  | 'version-entered' | 'version-recorded' | 'version-committed'
  | 'segment-stored' | 'segment-entered' | 'upload-joined' | 'upload-kept'
  | 'inspection-begins' | 'inspection-reads' | 'inspection-has-verdict' | 'inspection-recorded'
  | 'rendition-sealed' | 'rendition-entered' | 'copy-asked' | 'copy-marked' | 'copy-recorded'
  | 'disposal-certified' | 'document-erased' | 'disposal-recorded'
  | 'key-rotated' | 'rewrapped' | 'keys-ended' | 'keys-destroyed'
  | 'file-forgotten' | 'blob-to-remove' | 'blob-removed';

let armed: { name: string; passes: number } | undefined;

/** Has this process end at a point, `name`, or when it passes it for the nth time, `name:n`. Settings refuse it in production. */
export function armFailPoint(text: string): void {
  const [name = '', passes = '1'] = text.split(':');
  armed = name ? { name, passes: Number(passes) } : undefined;
}

/** Nothing, unless this point was armed: then the process is gone at once, as if its power had failed. */
export function failPoint(name: FailPoint): void {
  if (armed?.name !== name || --armed.passes > 0) return;
  process.kill(process.pid, 'SIGKILL');
}
