import { isCollection, LineCounter, parseDocument } from 'yaml';
import type { Faults } from './faults.js';

/** A YAML file as it was read, with the way back from a member to its line. */
export interface YamlFile {
  name: string;
  value: unknown;
  /** Line of a member, 'parts.0.lessons.2.minutes'; of the nearest thing around it, where it is missing. */
  lineOf: (path: string) => number;
}

/** Reads a file (YAML 1.2, core schema: no tags, no code, keys once only). What cannot be read is told. @returns null then */
export function readYaml(name: string, text: string, faults: Faults): YamlFile | null {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, schema: 'core', prettyErrors: false });
  for (const { pos, message } of document.errors) faults.tell(name, lines.linePos(pos[0]).line, `This is no YAML: ${message.replace(/\s+/g, ' ').replace(/\.?$/, '.')}`);
  if (document.errors.length > 0) return null;
  const lineOf = (path: string): number => {
    const steps = path.split('.').filter((step) => step !== '');
    for (let length = steps.length; length > 0; length -= 1) {
      const way = steps.slice(0, length).map((step) => (/^\d+$/.test(step) ? Number(step) : step));
      const around: unknown = length === 1 ? document.contents : document.getIn(way.slice(0, -1), true);
      const pair = isCollection(around) ? around.items.find((item) => 'key' in (item as object) && String((item as { key: unknown }).key) === steps[length - 1]) : undefined;
      const node: unknown = pair ? (pair as { key: unknown }).key : document.getIn(way, true);
      const [start] = (node as { range?: [number, number, number] } | undefined)?.range ?? [];
      if (start !== undefined) return lines.linePos(start).line;
    }
    return 1;
  };
  return { name, value: document.toJS({ maxAliasCount: 50 }), lineOf };
}
