import { changesFrom, parts, same, type Description, type DescriptionPart } from '../../description/description';

/** Parts both sides have changed, to different things: only a person can choose. */
export function clashes(base: Description, mine: Description, theirs: Description): DescriptionPart[] {
  return parts.filter((part) => !same(mine[part], base[part]) && !same(theirs[part], base[part]) && !same(mine[part], theirs[part]));
}

/** Their version with what I have changed. In a clash mine stands until the person chooses. */
export function merged(base: Description, mine: Description, theirs: Description): Description {
  return { ...theirs, ...changesFrom(base, mine) };
}
