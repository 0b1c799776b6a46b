import { SaxesParser, type SaxesAttributeNS } from 'saxes';
import { PackageRefused } from './refusal.js';

/** An element of a manifest. Names are without prefix and in lower case, as tools spell them differently (`scormtype`, `scormType`). */
export interface Element {
  name: string;
  /** By local name in lower case, without white space around them, as identifiers and references are compared; `xml:base` and `xml:…` keep their prefix. */
  attributes: ReadonlyMap<string, string>;
  children: Element[];
  text: string;
  namespace: string;
  line: number;
}

const most = { depth: 100, attributes: 200, elements: 100_000, text: 5_000_000, value: 64_000 };

/**
 * A manifest as a tree, read in bounds: a document type declaration of any kind ends it at once, so that no entity, file or address is ever looked
 * at; so do depth, attributes and elements past their number. @throws PackageRefused XML_DOCTYPE, XML_DEPTH, XML_LIMIT, XML_SYNTAX with the line
 */
export function parseXml(bytes: Buffer): Element {
  // Tools forget to declare what they use ('adlcp', 'xsi'); the prefix says then what is meant.
  const parser = new SaxesParser({ xmlns: true, position: true, resolvePrefix: (prefix: string) => `urn:undeclared:${prefix}` });
  const open: Element[] = [];
  let root: Element | undefined;
  let [elements, attributes, characters] = [0, 0, 0];
  const refuse = (code: 'XML_DOCTYPE' | 'XML_DEPTH' | 'XML_LIMIT' | 'XML_SYNTAX', message: string): never => {
    throw new PackageRefused(code, `imsmanifest.xml, line ${parser.line}: ${message}`, { line: parser.line });
  };
  parser.on('error', (error) => refuse('XML_SYNTAX', error.message.replace(/^\d+:\d+: /, '')));
  parser.on('doctype', () => refuse('XML_DOCTYPE', 'a manifest has no document type declaration. Remove <!DOCTYPE …>.'));
  parser.on('opentagstart', () => {
    attributes = 0;
    if (open.length >= most.depth) refuse('XML_DEPTH', `elements lie more than ${most.depth} deep in one another.`);
    if (++elements > most.elements) refuse('XML_LIMIT', `there are more than ${most.elements} elements.`);
  });
  parser.on('attribute', ({ value }) => {
    if (value.length > most.value) refuse('XML_LIMIT', `an attribute is longer than ${most.value} characters.`);
    if (++attributes > most.attributes) refuse('XML_LIMIT', `an element has more than ${most.attributes} attributes.`);
  });
  parser.on('opentag', ({ local, uri, attributes: found }) => {
    const element: Element = { name: local.toLowerCase(), attributes: attributesOf(found), children: [], text: '', namespace: uri, line: parser.line };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  const text = (more: string) => {
    const element = open.at(-1);
    characters += more.length;
    if (characters > most.text) refuse('XML_LIMIT', 'there is too much text.');
    if (element) element.text += more;
  };
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('closetag', () => void open.pop());
  parser.write(decoded(bytes)).close();
  if (!root) throw new PackageRefused('XML_SYNTAX', 'imsmanifest.xml, line 1: there is no element in it.', { line: 1 });
  return root;
}

function attributesOf(found: Record<string, SaxesAttributeNS>): Map<string, string> {
  return new Map(Object.values(found).filter(({ prefix }) => prefix !== 'xmlns').map(({ local, prefix, value }) => [prefix === 'xml' ? `xml:${local}` : local.toLowerCase(), value.trim()]));
}

/** By its byte order mark, else by what its declaration says; octets that are no text of that encoding are a fault of a line (XML 1.0, 4.3.3). */
function decoded(bytes: Buffer): string {
  const [first, second] = bytes;
  const isMarked = (one: number, other: number) => first === one && second === other;
  const marked = isMarked(0xff, 0xfe) || isMarked(0x3c, 0) ? 'utf-16le' : isMarked(0xfe, 0xff) || isMarked(0, 0x3c) ? 'utf-16be' : undefined; // by its mark, else by how '<' is written
  const said = /^(?:\u00ef\u00bb\u00bf)?<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.-]{1,40})["']/.exec(bytes.subarray(0, 300).toString('latin1'))?.[1]?.toLowerCase();
  const encoding = marked ?? (said === undefined || said === 'us-ascii' ? 'utf-8' : labelOf(said));
  if (encoding === undefined || (!marked && encoding.startsWith('utf-16'))) throw new PackageRefused('XML_SYNTAX', `imsmanifest.xml, line 1: it is not written in the encoding it names (${said}).`, { line: 1 });
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    const line = badLine(bytes);
    throw new PackageRefused('XML_SYNTAX', `imsmanifest.xml, line ${line}: there are octets that are no text in ${encoding.toUpperCase()}.`, { line });
  }
}

/** An encoding by the names that are in use for it. */
function labelOf(said: string): string | undefined {
  try {
    return new TextDecoder(said).encoding;
  } catch {
    return undefined;
  }
}

function badLine(bytes: Buffer): number {
  let line = 1;
  for (let from = 0; from < bytes.length; line++) {
    const end = bytes.indexOf(10, from);
    const stop = end < 0 ? bytes.length : end + 1;
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(from, stop));
    } catch {
      return line;
    }
    from = stop;
  }
  return 1;
}
