import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsNumber, IsString, Length, Max, Min, ValidateIf, ValidateNested } from 'class-validator';
import type { Shape } from './areas.js';

const fraction = { allowNaN: false, allowInfinity: false } as const;
/** Smaller could not be hit with a finger, nor by one step of the crosshair. */
const least = 0.01;
const of = (kind: Shape['kind']) => ValidateIf((shape: DrawnShape) => shape.kind === kind);

export class DrawnCorner {
  @IsNumber(fraction) @Min(0) @Max(1) x!: number;
  @IsNumber(fraction) @Min(0) @Max(1) y!: number;
}

/** All in fractions of the picture's width and height, from its upper left corner. */
export class DrawnShape {
  @IsIn(['rectangle', 'ellipse', 'polygon']) kind!: Shape['kind'];
  @of('rectangle') @IsNumber(fraction) @Min(0) @Max(1) x!: number;
  @of('rectangle') @IsNumber(fraction) @Min(0) @Max(1) y!: number;
  @of('rectangle') @IsNumber(fraction) @Min(least) @Max(1) width!: number;
  @of('rectangle') @IsNumber(fraction) @Min(least) @Max(1) height!: number;
  @of('ellipse') @IsNumber(fraction) @Min(0) @Max(1) cx!: number;
  @of('ellipse') @IsNumber(fraction) @Min(0) @Max(1) cy!: number;
  @of('ellipse') @IsNumber(fraction) @Min(least / 2) @Max(1) rx!: number;
  @of('ellipse') @IsNumber(fraction) @Min(least / 2) @Max(1) ry!: number;
  @of('polygon') @IsArray() @ArrayMinSize(3) @ArrayMaxSize(40) @ValidateNested({ each: true }) @Type(() => DrawnCorner) corners!: DrawnCorner[];
}

/** A part of the picture its author drew, beside those the specimen names itself. */
export class DrawnArea {
  @IsString() @Length(1, 200) label!: string;
  @ValidateNested() @Type(() => DrawnShape) shape!: DrawnShape;
}

/** The shape as answers are held against it; null where it reaches beyond the picture. */
export function shapeOf({ kind, x, y, width, height, cx, cy, rx, ry, corners }: DrawnShape): Shape | null {
  if (kind === 'polygon') return { kind, points: corners.map((corner): [number, number] => [corner.x, corner.y]) };
  if (kind === 'ellipse') return { kind, cx, cy, rx, ry };
  // Sums of fractions that fit to the last digit may still exceed one by it.
  return x + width > 1 + 1e-9 || y + height > 1 + 1e-9 ? null : { kind, x, y, width, height };
}
