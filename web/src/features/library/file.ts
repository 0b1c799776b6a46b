import type { FileView } from '../../api/model';

/** "PDF 277 KB": the kind of file by the end of its name, and its size. */
export function fileFact({ fileName, bytes }: Pick<FileView, 'fileName' | 'bytes'>, size: (bytes: number) => string): string {
  const end = /\.([a-z0-9]{1,5})$/i.exec(fileName)?.[1]?.toUpperCase();
  return [end, size(bytes)].filter(Boolean).join(' ');
}
