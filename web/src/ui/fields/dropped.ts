/** A file of a folder, with its path inside it: 'annexes/map.tif'. */
export interface Packed { path: string; file: File }
export interface Dropped { files: File[]; folders: { name: string; files: Packed[] }[] }

/** What was dropped or pasted, folders with all that is in them. To be called at once: a moment later the browser has forgotten it. */
export async function dropped({ items, files }: DataTransfer): Promise<Dropped> {
  const entries = [...items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const folders = entries.filter((entry): entry is FileSystemDirectoryEntry => entry.isDirectory);
  if (folders.length === 0) return { files: [...files], folders: [] };
  const single = entries.filter((entry): entry is FileSystemFileEntry => entry.isFile);
  return {
    files: await Promise.all(single.map(fileOf)),
    folders: await Promise.all(folders.map(async (folder) => ({ name: folder.name, files: await within(folder, '') }))),
  };
}

/** What was chosen as a folder: the browser gives each file with its path, the folder's own name first. */
export function chosenFolder(files: readonly File[]): { name: string; files: Packed[] } {
  const [name = ''] = files[0]?.webkitRelativePath.split('/') ?? [];
  return { name, files: files.map((file) => ({ path: file.webkitRelativePath.split('/').slice(1).join('/') || file.name, file })) };
}

const fileOf = (entry: FileSystemFileEntry): Promise<File> => new Promise((resolve, reject) => { entry.file(resolve, reject); });

async function within(folder: FileSystemDirectoryEntry, path: string): Promise<Packed[]> {
  const reader = folder.createReader();
  const found: Packed[] = [];
  // It answers with a hundred at a time, and with none at the end.
  for (let part = await read(reader); part.length > 0; part = await read(reader)) {
    for (const entry of part) {
      if (entry.isDirectory) found.push(...(await within(entry as FileSystemDirectoryEntry, `${path}${entry.name}/`)));
      else found.push({ path: `${path}${entry.name}`, file: await fileOf(entry as FileSystemFileEntry) });
    }
  }
  return found;
}

const read = (reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> => new Promise((resolve, reject) => { reader.readEntries(resolve, reject); });
