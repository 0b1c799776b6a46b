import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, ValidateBy } from 'class-validator';

/** Titles by language (BCP 47): { ar: '…' }. */
export type Titles = Record<string, string>;

export const language = /^[a-z]{2,3}(-[A-Za-z]{2,4})?$/;
const most = 40;

const areTitles = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length <= most
  && Object.entries(value).every(([code, title]) => language.test(code) && typeof title === 'string' && title.trim() !== '' && title.length <= 200);

/** For a member that holds titles by language; left out, they stay as they are. */
export const Translated = (): PropertyDecorator => applyDecorators(
  IsOptional(),
  ValidateBy({ name: 'titles', validator: { validate: areTitles, defaultMessage: () => `titles are texts of 1 to 200 characters by language, like { "ar": "…" }, in at most ${most} languages` } }),
  ApiPropertyOptional({ type: 'object', additionalProperties: { type: 'string' } }),
);

/** The title in a language where there is one. */
export const titleIn = (wanted: string | null | undefined, { title, titles }: { title: string; titles: Titles }): string => (wanted && Object.hasOwn(titles, wanted) ? titles[wanted] : undefined) ?? title;
