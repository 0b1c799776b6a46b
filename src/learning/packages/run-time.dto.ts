import { IsBoolean, IsOptional, IsString, Length, Matches, MaxLength, ValidateBy } from 'class-validator';

/** Elements by name, each with the text it was set to; in the order in which they were set. */
const IsDelta = () => ValidateBy({
  name: 'isDelta',
  validator: {
    validate: (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length <= 5_000 && Object.entries(value).every(([element, said]) => element.length <= 8_200 && typeof said === 'string'),
    defaultMessage: () => 'must name elements of the data model with the text each was set to',
  },
});

const IsObjectives = () => ValidateBy({
  name: 'isObjectives',
  validator: {
    validate: (value: unknown) => typeof value === 'object' && value !== null && Object.keys(value).length <= 500 && Object.entries(value).every(([id, said]) => id.length >= 1 && id.length <= 4_000 && JSON.stringify(said).length <= 8_000),
    defaultMessage: () => 'must name objectives with what is known of each',
  },
});

/** One commit of one unit: what was set since the last one. */
export class CommitInput {
  @IsString()
  @Length(1, 4_000)
  unit!: string;

  @IsDelta()
  delta!: Record<string, string>;

  /** The unit said that it ends. */
  @IsOptional()
  @IsBoolean()
  final?: boolean;

  /** The first one after the unit began. */
  @IsOptional()
  @IsBoolean()
  opening?: boolean;

  /** The client's own hash; replays are told by what was sent. */
  @IsOptional()
  @Matches(/^[0-9a-fA-F]{64}$/)
  sha256?: string;

  /** 2004: the activity tree as the sequencer keeps it. */
  @IsOptional()
  @IsString()
  @MaxLength(200_000)
  sequencing?: string;

  /** 2004: global objectives. */
  @IsOptional()
  @IsObjectives()
  objectives?: Record<string, unknown>;

  /** Where to go on; null when the course is over. This unit, when left out. */
  @IsOptional()
  @IsString()
  @MaxLength(4_000)
  position?: string | null;
}
