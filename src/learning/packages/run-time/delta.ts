/** What was set since the last commit, by element, in the order in which each was first set. */
export type Delta = Record<string, string>;

/**
 * Whether what was set so far has to go on its way before this: identifiers, types and patterns decide what others may be, so that a delta holding
 * both the old one and the new one could not be judged again in any order. Everything else is set anew where it stood.
 */
export const mustGoBefore = (delta: Delta, element: string, value: string): boolean => element in delta && delta[element] !== value && /\.(id|type|pattern)$/.test(element);
