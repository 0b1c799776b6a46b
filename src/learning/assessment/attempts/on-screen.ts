import { gzipSync } from 'node:zlib';
import type { Response } from 'express';
import { notFound } from '../../../kernel/problems.js';
import { drawSpecimen, specimens } from '../../specimens/index.js';
import { type Answer, type Picture, type PutQuestion, saidIn, spokenIn } from '../questions/index.js';

const pictures = ['figure', 'questioned'] as const;

/**
 * A question as it leaves for the screen. The name of a specimen tells what was done to it, so that pictures have the address of their
 * question in its place.
 * @param at the question's own address below /api/v1
 * @param wanted the language it is wanted in; `language` says which it is in, null where it is only there in that of its author
 */
export function onScreen(put: PutQuestion, at: string, wanted: string | null): Record<string, unknown> {
  const { question, language } = spokenIn(put, wanted);
  return { ...shownWith(question, (which) => `/api/v1/${at}/pictures/${which}.svg`), language };
}

/** The same for its authors, who know the specimen by its name. */
export function toAuthors(put: PutQuestion, wanted: string | null): Record<string, unknown> {
  const { question, language } = spokenIn(put, wanted);
  return { ...shownWith(question, (_, { specimen, light }) => `/api/v1/specimens/${specimen}/${light}.svg`), language };
}

function shownWith(put: PutQuestion, addressOf: (which: string, picture: Picture) => string): Record<string, unknown> {
  const { texts: _texts, ...one } = put;
  const shown: Record<string, unknown> = { ...one, said: saidIn(put.stem) };
  for (const which of pictures) {
    const picture = pictureIn(put, which);
    if (picture) shown[which] = { src: addressOf(which, picture), light: picture.light, description: specimens.find(({ id }) => id === picture.specimen)?.description };
  }
  return shown;
}

/** As it was sent: the type is the question's, not the answer's. */
export function given(answer: Answer | null): Record<string, unknown> | null {
  if (!answer) return null;
  const { type: _type, ...sent } = answer;
  return sent;
}

/** One of the pictures of a question, drawn. @throws Problem 404 */
export function drawnIn(put: PutQuestion, which: string): string {
  const picture = pictures.some((one) => one === which) ? pictureIn(put, which) : undefined;
  return (picture && drawSpecimen(picture.specimen, picture.light)) ?? raise();
}

/** Sends a drawn picture, which runs nothing and loads nothing. Kept by nobody but the browser that asked. */
export function sendPicture(response: Response, svg: string): void {
  response.set({ 'Content-Type': 'image/svg+xml; charset=utf-8', 'Content-Security-Policy': "default-src 'none'; sandbox", 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'private, max-age=3600', Vary: 'Accept-Encoding' });
  const isPacked = response.req.acceptsEncodings('gzip') === 'gzip';
  if (isPacked) response.set('Content-Encoding', 'gzip');
  response.end(isPacked ? gzipSync(svg) : svg);
}

const pictureIn = (put: PutQuestion, which: string): Picture | undefined => ({ ...put } as { [part: string]: unknown })[which] as Picture | undefined;

function raise(): never {
  throw notFound();
}
