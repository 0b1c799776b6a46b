import { Expose, Type } from 'class-transformer';
import { Matches } from 'class-validator';

const one = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

export class BundleQuery {
  /** Ids of documents, comma-separated; 200 at the most. */
  @Matches(new RegExp(`^${one}(,${one}){0,199}$`)) ids!: string;
}

export class BundledView {
  @Expose() id!: string;
  @Expose() symbol!: string;
  @Expose() title!: string;
  /** Its newest released file in each language. */
  @Expose() files!: number;
  @Expose() bytes!: number;
  /** Whether you may take it along; `because` says why not. */
  @Expose() included!: boolean;
  @Expose() because!: string;
}

/** What a bundle would hold, told before it is made. */
export class BundleView {
  @Expose() @Type(() => BundledView) items!: BundledView[];
  @Expose() files!: number;
  /** About as many octets; watermarks and packing change them a little. */
  @Expose() bytes!: number;
}
