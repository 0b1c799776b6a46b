/** What was set since the last commit, by element, in the order in which each was first set. */
export type Delta = Record<string, string>;

/**
 * Whether what was set so far has to go on its way before this: identifiers, types and patterns decide what others may be, so that a delta holding
 * both the old one and the new one could not be judged again in any order. Everything else is set anew where it stood.
 */
export const mustGoBefore = (delta: Delta, element: string, value: string): boolean => element in delta && delta[element] !== value && /\.(id|type|pattern)$/.test(element);

/** What one request carries at the most: the portal takes 256 KiB and 5 000 elements, and a value of the longest kind has to fit. */
const most = { octets: 200_000, elements: 2_000 };

const octets = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length;

interface Said {
  unit: string;
  delta: Delta;
  opening?: boolean;
}

/**
 * A commit in as many as it takes, as a unit may say more at once than one request carries. They are judged in their order: the first one begins what
 * is to begin, and the last one carries all else.
 */
export function inPieces<Commit extends Said>(commit: Commit): (Commit | Said)[] {
  const { delta, opening, ...rest } = commit;
  const deltas: Delta[] = [{}];
  let size = octets(rest);
  for (const [element, value] of Object.entries(delta).reverse()) { // from the end, where the rest goes along
    const more = octets(element) + octets(value) + 2;
    if (size + more > most.octets || Object.keys(deltas[0] ?? {}).length >= most.elements) {
      deltas.unshift({});
      size = 0;
    }
    deltas[0] = { [element]: value, ...deltas[0] };
    size += more;
  }
  return deltas.map((one, at) => ({ ...(at === deltas.length - 1 ? rest : { unit: commit.unit }), delta: one, ...(at === 0 && opening ? { opening } : {}) }) as Commit | Said);
}
