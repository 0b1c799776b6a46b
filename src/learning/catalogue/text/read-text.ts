import MarkdownIt, { type Token } from 'markdown-it';
import { bounds, type Block, type Inline, type ReadText, type Step, type TextFault } from './blocks.js';
import { isLive, picture, readLive } from './live-blocks.js';
import { readVideo } from './video.js';

// Raw HTML is text: there is no way from an author's keyboard to markup in a reader's page. Addresses are judged below, with a word to the author.
const markdown = new MarkdownIt('commonmark', { html: false, maxNesting: 40 }).enable('table');
markdown.validateLink = () => true;

const lesson = /^lesson:[a-z0-9][a-z0-9.-]{0,39}$/;
const tones = { NOTE: 'note', WARNING: 'warning', TIP: 'tip' } as const;
const toneMark = /^\[!(NOTE|WARNING|TIP)\]\s*/;

/**
 * Reads the Markdown of a lesson (CommonMark 0.31 with tables) into a tree of known blocks. What is not allowed is left out or becomes plain words, and
 * is told as a fault: authors are refused with the faults, readers get the steps.
 */
export function readText(body: string): ReadText {
  return new TextReader().read(body);
}

class TextReader {
  private readonly faults: TextFault[] = [];
  private tokens: Token[] = [];
  private at = 0;
  private blocks = 0;
  private live = 0;
  private line = 1;

  read(body: string): ReadText {
    if (Buffer.byteLength(body) > bounds.octets) return { steps: [], faults: [{ line: 1, message: `A lesson has at most ${bounds.octets / 1000} kB of text. Make two of it.` }] };
    this.tokens = markdown.parse(body, {});
    const steps: Step[] = [{ title: '', blocks: [] }];
    while (this.at < this.tokens.length) {
      const token = this.next();
      if (token?.type === 'heading_open' && (token.tag === 'h1' || token.tag === 'h2')) {
        if (token.tag === 'h1') this.fault('Headings begin with two signs: “## Title”. The title of the lesson stands by itself.');
        steps.push({ title: plain(this.inlineUntil('heading_close')).slice(0, 200), blocks: [] });
      } else if (token) steps.at(-1)?.blocks.push(...this.block(token, 1));
    }
    const filled = steps.filter(({ title, blocks }) => title || blocks.length > 0);
    if (filled.length === 0 && this.faults.length === 0) this.fault('There is nothing to read yet.');
    if (filled.length > bounds.steps) this.fault(`A lesson has at most ${bounds.steps} steps. Make two of it.`);
    return { steps: filled.slice(0, bounds.steps), faults: this.faults };
  }

  private next(): Token | undefined {
    const token = this.tokens[this.at++];
    if (token?.map) this.line = token.map[0] + 1;
    return token;
  }

  private fault(message: string): void {
    if (this.faults.length < 50) this.faults.push({ line: this.line, message });
  }

  private block(token: Token, depth: number): Block[] {
    this.blocks += 1;
    if (this.blocks === bounds.blocks + 1) this.fault('A lesson has too many paragraphs and entries. Make two of it.');
    const found = this.one(token, depth);
    return this.blocks > bounds.blocks || depth > bounds.depth ? [] : found;
  }

  private one(token: Token, depth: number): Block[] {
    switch (token.type) {
      case 'heading_open': return this.heading(token);
      case 'paragraph_open': return this.paragraph();
      case 'bullet_list_open':
      case 'ordered_list_open': return this.list(token, depth);
      case 'blockquote_open': return this.quote(depth);
      case 'table_open': return this.table();
      case 'fence': return this.fence(token.info.trim(), token.content);
      case 'code_block': return [zone(token.content)];
      case 'hr': this.fault('A line across is not needed: a heading with two signs begins a new step.'); return [];
      default: return [];
    }
  }

  private heading(token: Token): Block[] {
    const level = Number(token.tag.slice(1));
    if (level > 4) this.fault('Headings within a step have three or four signs.');
    if (level < 3) this.fault('A heading with two signs begins a step, so it does not stand inside a list or quote.');
    return [{ type: 'heading', level: level <= 3 ? 3 : 4, text: this.inlineUntil('heading_close') }];
  }

  private paragraph(): Block[] {
    const inline = this.next();
    const children = (inline?.children ?? []).filter(({ type, content }) => type !== 'softbreak' && (type !== 'text' || content.trim()));
    this.next();
    if (children.length > 0 && children.every(({ type }) => type === 'image')) return children.flatMap((image) => this.image(image));
    const text = this.inline(inline?.children ?? []);
    return text.length > 0 ? [{ type: 'paragraph', text }] : [];
  }

  private image(token: Token): Block[] {
    const src = String(token.attrGet('src') ?? '');
    const alt = token.content.trim().slice(0, 500);
    const caption = String(token.attrGet('title') ?? '').trim().slice(0, 500);
    if (!alt) this.fault('A picture needs words for those who do not see it: “![what it shows](specimen:td3-genuine/white)”.');
    if (!picture.test(src)) {
      this.fault('Pictures are specimens in one light: “specimen:td3-genuine/white”.');
      return alt ? [{ type: 'paragraph', text: [{ text: alt }] }] : [];
    }
    return [{ type: 'image', src, alt, ...(caption ? { caption } : {}) }];
  }

  private list(open: Token, depth: number): Block[] {
    const ordered = open.type === 'ordered_list_open';
    const start = Number(open.attrGet('start') ?? 1);
    const items: Block[][] = [];
    for (let token = this.next(); token && token.type !== (ordered ? 'ordered_list_close' : 'bullet_list_close'); token = this.next()) {
      if (token.type === 'list_item_open') items.push(this.until('list_item_close', depth));
    }
    return [{ type: 'list', ordered, ...(ordered && start !== 1 ? { start } : {}), items }];
  }

  private quote(depth: number): Block[] {
    const blocks = this.until('blockquote_close', depth);
    const [first] = blocks;
    const [run] = first?.type === 'paragraph' ? first.text : [];
    const [mark = '', tone] = toneMark.exec(run?.text ?? '') ?? [];
    if (!run || !(tone && tone in tones)) return [{ type: 'quote', blocks }];
    run.text = run.text.slice(mark.length);
    if (first?.type === 'paragraph') first.text = first.text.filter(({ text }) => text);
    const rest = first?.type === 'paragraph' && first.text.length === 0 ? blocks.slice(1) : blocks;
    return [{ type: 'note', tone: tones[tone as keyof typeof tones], blocks: rest }];
  }

  private until(close: string, depth: number): Block[] {
    if (depth === bounds.depth) this.fault('Lists and quotes stand too deep in each other.');
    const blocks: Block[] = [];
    for (let token = this.next(); token && token.type !== close; token = this.next()) blocks.push(...this.block(token, depth + 1));
    return blocks;
  }

  private table(): Block[] {
    const rows: Inline[][][] = [];
    for (let token = this.next(); token && token.type !== 'table_close'; token = this.next()) {
      if (token.type === 'tr_open') rows.push([]);
      if (token.type === 'inline') rows.at(-1)?.push(this.inline(token.children ?? []));
    }
    const [head = [], ...body] = rows;
    if (head.length > bounds.columns || body.length > bounds.rows) this.fault(`A table has at most ${bounds.columns} columns and ${bounds.rows} rows.`);
    return [{ type: 'table', head: head.slice(0, bounds.columns), rows: body.slice(0, bounds.rows).map((row) => row.slice(0, bounds.columns)) }];
  }

  private fence(info: string, content: string): Block[] {
    if (!isLive(info)) {
      if (info && info !== 'zone') this.fault(`There is no block “${info.slice(0, 30)}”. A zone is written as “zone”, or without a word.`);
      return [zone(content)];
    }
    this.live += 1;
    if (this.live > bounds.live) {
      this.fault(`A lesson has at most ${bounds.live} benches, exercises, questions and videos. Make two of it.`);
      return [];
    }
    if (info === 'video') return this.video(content);
    const read = readLive(info, content);
    if (typeof read !== 'string') return [read];
    this.fault(read);
    return [];
  }

  private video(content: string): Block[] {
    const { block, transcript, faults } = readVideo(content, this.line + 1);
    const { steps, faults: told } = transcript ? new TextReader().read(transcript.text) : { steps: [], faults: [] };
    for (const { line, message } of [...faults, ...told.map(({ line: at, message }) => ({ line: at + (transcript?.line ?? 1) - 1, message }))]) if (this.faults.length < 50) this.faults.push({ line, message });
    const blocks = steps.flatMap((step) => step.blocks);
    if (steps.some(({ title }) => title) || blocks.some(({ type }) => isLive(type))) this.fault('A transcript is words alone: without headings of two signs, benches, exercises, questions and videos.');
    return block && blocks.length > 0 ? [{ ...block, transcript: blocks.filter(({ type }) => !isLive(type)) }] : [];
  }

  private inlineUntil(close: string): Inline[] {
    const inline = this.next();
    const runs = this.inline(inline?.children ?? []);
    for (let token = this.next(); token && token.type !== close; token = this.next());
    return runs;
  }

  private inline(tokens: readonly Token[]): Inline[] {
    const runs: Inline[] = [];
    const look = { strong: 0, emphasis: 0, href: '' };
    const say = (text: string, code = false) => {
      if (!text) return;
      const run: Inline = { text, ...(look.strong > 0 && { strong: true as const }), ...(look.emphasis > 0 && { emphasis: true as const }), ...(code && { code: true as const }), ...(look.href && { href: look.href }) };
      const last = runs.at(-1);
      if (last && sameLook(last, run)) last.text += run.text;
      else runs.push(run);
    };
    for (const token of tokens) {
      if (token.type === 'strong_open') look.strong += 1;
      else if (token.type === 'strong_close') look.strong -= 1;
      else if (token.type === 'em_open') look.emphasis += 1;
      else if (token.type === 'em_close') look.emphasis -= 1;
      else if (token.type === 'link_open') look.href = this.address(String(token.attrGet('href') ?? ''));
      else if (token.type === 'link_close') look.href = '';
      else if (token.type === 'code_inline') say(token.content, true);
      else if (token.type === 'softbreak') say(' ');
      else if (token.type === 'hardbreak') say('\n');
      else if (token.type === 'image') {
        this.fault('A picture stands in a paragraph of its own.');
        say(token.content);
      } else say(token.content);
    }
    return runs;
  }

  /** The address when a lesson may lead there, else ''. */
  private address(href: string): string {
    if (lesson.test(href)) return href;
    if (/^https:\/\//i.test(href) && href.length <= 2_000 && URL.canParse(href)) {
      const url = new URL(href);
      if (url.protocol === 'https:' && !url.username && !url.password) return url.href;
    }
    this.fault('Links lead to https:// addresses, or to a lesson of the course: “lesson:its-code”.');
    return '';
  }
}

const zone = (content: string): Block => ({ type: 'zone', lines: content.replace(/\n$/, '').split('\n') });
const plain = (runs: readonly Inline[]): string => runs.map(({ text }) => text).join('').replaceAll('\n', ' ').trim();
const sameLook = (a: Inline, b: Inline): boolean => a.strong === b.strong && a.emphasis === b.emphasis && a.code === b.code && a.href === b.href;
