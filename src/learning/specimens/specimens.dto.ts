import { Expose, Type } from 'class-transformer';
import { Raw } from '../../kernel/http/index.js';
import type { Shape } from './specimen.js';

export class SpecimenLightView {
  @Expose() light!: string;
  /** What is to be seen in it, for those who cannot see it. */
  @Expose() seen!: string;
  /** Address of the image. */
  @Expose() src!: string;
}

export class SpecimenAreaView {
  @Expose() id!: string;
  @Expose() label!: string;
  /** In fractions of the image: a rectangle, an ellipse or a polygon. */
  @Raw() shape!: Shape;
}

/** What may be known of a specimen. Never which of its areas are altered. */
export class SpecimenView {
  @Expose() id!: string;
  @Expose() title!: string;
  @Expose() description!: string;
  @Expose() width!: number;
  @Expose() height!: number;
  @Expose() @Type(() => SpecimenLightView) lights!: SpecimenLightView[];
  @Expose() @Type(() => SpecimenAreaView) areas!: SpecimenAreaView[];
}

export class SpecimenRow {
  @Expose() id!: string;
  @Expose() title!: string;
  @Expose() lights!: string[];
}

export class SpecimenList {
  @Expose() @Type(() => SpecimenRow) items!: SpecimenRow[];
}
