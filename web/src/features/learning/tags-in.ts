/** Tags as people type them, with whatever stands between. */
export const tagsIn = (typed: string): string[] => [...new Set(typed.toLowerCase().split(/[\s,;]+/).filter(Boolean))];
