/**
 * Why a file is not taken. Codes are for programs and translations and never change their meaning:
 * 'file-name' · 'file-kind' (not on the list) · 'active-content' (a program, a script, a page) · 'macros' · 'file-content' (not what its name says) ·
 * 'cut-off' · 'disguised' (something else in the same octets) · 'too-many-pixels' · 'launches-programs' · 'archive-broken' · 'archive-encrypted' ·
 * 'archive-names' · 'archive-too-much' · 'archive-nested' · 'infected'.
 */
export type RefusalCode =
  | 'file-name' | 'file-kind' | 'active-content' | 'macros' | 'file-content' | 'cut-off' | 'disguised' | 'too-many-pixels' | 'launches-programs'
  | 'archive-broken' | 'archive-encrypted' | 'archive-names' | 'archive-too-much' | 'archive-nested' | 'infected';

/** A refusal with a stable code and a sentence a person understands, with what to do. `part`: the member of an archive it is about. */
export interface Refusal {
  refused: RefusalCode;
  message: string;
  part?: string;
}

/**
 * 'path' (a name that leads elsewhere), 'link', 'twice' (one name twice), 'ratio' (unpacks to far more than it is), 'size', 'members' (too many),
 * 'member' (a part is not what the archive says of it), 'empty' (holds nothing).
 */
export type ArchiveFault = 'path' | 'link' | 'twice' | 'ratio' | 'size' | 'members' | 'member' | 'empty';

/** How the gate ends early. It never leaves this room: faces answer with a `Refusal`. */
export class Refused extends Error {
  part: string | undefined;

  constructor(
    readonly code: RefusalCode,
    message: string,
    readonly fault?: ArchiveFault,
  ) {
    super(message);
  }

  get refusal(): Refusal {
    return { refused: this.code, message: this.message, ...(this.part ? { part: this.part } : {}) };
  }
}
