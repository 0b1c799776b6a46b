import { Expose, Type } from 'class-transformer';
import { IsIn, IsOptional } from 'class-validator';
import type { Tlp } from '../../kernel/marking/index.js';

export class PageQuery {
  /** 'print' takes the right to print, and is recorded as that. */
  @IsOptional() @IsIn(['preview', 'print']) use?: 'preview' | 'print';
  /** 'fine' is for a closer look. Either has at most 61,440 octets. */
  @IsOptional() @IsIn(['page', 'fine']) size?: 'page' | 'fine';
}

/** How a version can be looked at. */
export class PagesView {
  /** 'images': pages with their text over them. 'text': words alone. 'nothing': it is to be downloaded, `why` says why. */
  @Expose() as!: 'images' | 'text' | 'nothing';
  /** 'kind', 'locked', 'unreadable', 'too-large', 'too-slow'. */
  @Expose() why!: string | null;
  @Expose() pages!: number;
  /** Width and height of each page, of which only the ratio matters. */
  @Expose() sizes!: number[][];
  /** What the watermark on each page says; null when the marking asks for none. */
  @Expose() watermark!: string | null;
  /** Whether the originator sees in its record that it was looked at. */
  @Expose() recorded!: boolean;
  /** The largest a page image may be, in octets. */
  @Expose() mostBytes!: number;
}

export class RunView {
  @Expose() text!: string;
  /** From the left, in parts of the page's width; `width` too. */
  @Expose() x!: number;
  /** From above, in parts of its height; `height` too. */
  @Expose() y!: number;
  @Expose() width!: number;
  @Expose() height!: number;
}

export class PageTextView {
  @Expose() @Type(() => RunView) runs!: RunView[];
  /** The words of a page that has no image. */
  @Expose() text!: string | null;
}

/** To whom a rendition was given. */
export class WatermarkView {
  @Expose() code!: string;
  @Expose() document!: string;
  @Expose() symbol!: string;
  /** Null when the document was disposed of. */
  @Expose() title!: string | null;
  @Expose() tlp!: Tlp;
  @Expose() disposedAt!: string | null;
  @Expose() version!: number;
  @Expose() rendition!: 'preview' | 'print' | 'download' | 'bundle';
  @Expose() at!: string;
  @Expose() party!: string;
  /** Null for somebody whose account is closed. */
  @Expose() person!: string | null;
}
