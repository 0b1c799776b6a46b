import { useQuery } from '@tanstack/react-query';
import { audiencesQuery } from '../api/directory';
import { Chip } from '../ui/data/Chip';
import { Code } from '../ui/data/Code';
import { circleOf, useCircleName } from './circles';

/** A word of a marking as readers meet it: a party's code, or the name of an audience, body or person. */
export function CircleTag({ word, names }: { word: string; names?: Record<string, string> }) {
  const name = useCircleName(names);
  const circle = circleOf(word);
  // The record brings most names; one it does not bring may be among the audiences the reader knows.
  useQuery({ ...audiencesQuery, enabled: circle === 'audience' && !names?.[word] });
  return circle === 'party' ? <Code>{word}</Code> : <Chip plain icon="users">{name(word)}</Chip>;
}
