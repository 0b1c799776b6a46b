/** Asks for one copy by the code of its watermark, as it was typed. */
export interface CopySearch { code?: string }

export const copySearch = ({ code }: Record<string, unknown>): CopySearch => (typeof code === 'string' && code.trim() ? { code: code.trim().slice(0, 40) } : {});

/** How many letters and digits were typed, gaps and dashes aside; a code has ten. */
export const signs = (typed: string): number => [...typed].filter((sign) => /[\p{L}\p{N}]/u.test(sign)).length;
export const codeLength = 10;
