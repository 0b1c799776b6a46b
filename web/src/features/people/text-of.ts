import { ProblemError } from '../../api/problem';

const most = 256 * 1024;

/** The text of a file. Throws a problem of the type `too-large` or `not-utf-8`; the screen has the words. */
export async function textOf(file: Pick<File, 'size' | 'arrayBuffer'>): Promise<string> {
  if (file.size > most) throw refused('too-large', 413);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer());
  } catch (cause) {
    throw refused('not-utf-8', 422, cause);
  }
}

const refused = (kind: 'too-large' | 'not-utf-8', status: number, cause?: unknown) => new ProblemError({ type: `/problems/${kind}`, title: kind, status }, { cause });
