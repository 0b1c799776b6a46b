const readingOf = (verb: string) => `read:${verb.split(':')[1] ?? ''}`;

/** With a verb comes the reading of what it is done to; without the reading goes all that needs it. In the order of `possible`. */
export function turned(possible: readonly string[], verbs: readonly string[], verb: string, on: boolean): string[] {
  const wanted = on ? [...verbs, verb, readingOf(verb)] : verbs.filter((one) => one !== verb && readingOf(one) !== verb);
  return possible.filter((one) => wanted.includes(one));
}
