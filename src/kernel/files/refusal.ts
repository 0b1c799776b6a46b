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

/** How the gate ends early. It never leaves this room: faces answer with a `Refusal`. */
export class Refused extends Error {
  part: string | undefined;

  constructor(
    readonly code: RefusalCode,
    message: string,
  ) {
    super(message);
  }

  get refusal(): Refusal {
    return { refused: this.code, message: this.message, ...(this.part ? { part: this.part } : {}) };
  }
}
