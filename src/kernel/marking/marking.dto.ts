import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsString, Matches, ValidateNested } from 'class-validator';
import { Expose, Type } from 'class-transformer';
import { handlingCaveats, tlps, type HandlingCaveat, type Marking, type Tlp } from './marking.js';

const name = /^[A-Za-z0-9][A-Za-z0-9_-]{0,59}$/;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A marking as it comes in and goes out. Whether it contradicts itself is asked later, of `contradictions`. */
export class MarkingShape implements Marking {
  /** TLP 2.0 label. */
  @Expose() @IsIn(tlps)
  tlp!: Tlp;

  /** Party codes, names of bodies and audience ids. */
  @Expose() @IsArray() @ArrayMaxSize(200) @ArrayUnique() @IsString({ each: true }) @Matches(name, { each: true })
  releasableTo!: string[];

  /** Ids of the users TLP:RED names. */
  @Expose() @IsArray() @ArrayMaxSize(200) @ArrayUnique() @IsString({ each: true }) @Matches(uuid, { each: true })
  recipients!: string[];

  /** Party codes, audience ids or user ids. Withheld always wins. */
  @Expose() @IsArray() @ArrayMaxSize(200) @ArrayUnique() @IsString({ each: true }) @Matches(name, { each: true })
  withheldFrom!: string[];

  @Expose() @IsArray() @ArrayUnique() @IsIn(handlingCaveats, { each: true })
  handlingCaveats!: HandlingCaveat[];
}

/** For shapes that carry a marking. */
export const Marked = (): PropertyDecorator => (target, key) => {
  ValidateNested()(target, key);
  Type(() => MarkingShape)(target, key);
};
