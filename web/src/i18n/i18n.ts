import { i18n, type Messages } from '@lingui/core';
import { prefer, preferences } from '../preferences/preferences';
import { english, nearestLocale, type Locale } from './locales';
import { messages } from './texts/en.po';

type Catalogue = () => Promise<{ messages: Messages }>;
/** English travels with the code that uses it; other languages are fetched when chosen. */
export interface Texts { english: Messages; others: Record<string, Catalogue> }

const known: Texts[] = [{
  english: messages,
  others: {
    ar: () => import('./texts/ar.po'),
    'en-XA': () => import('./texts/en-XA.po'),
  },
}];

/** Several parts may bring the same texts at once: all of them wait for the one fetch. */
const added = new Map<Texts, Promise<void>>();

async function load(texts: Texts, locale: string): Promise<void> {
  const catalogue = texts.others[locale];
  i18n.load(locale, { ...texts.english, ...(catalogue && (await catalogue()).messages) });
}

/** A feature brings its own texts. Awaited by the route, so that no screen appears untranslated. */
export async function addTexts(texts: Texts): Promise<void> {
  const loading = added.get(texts) ?? load(texts, i18n.locale || english.code);
  added.set(texts, loading);
  if (!known.includes(texts)) known.push(texts);
  await loading;
}

/** What is fetched after the first page, once its texts are there and those that all such parts share. */
export async function worded<Part extends { texts: Texts }>(fetched: Promise<Part>): Promise<Part> {
  const [part, shared] = await Promise.all([fetched, import('./parts')]);
  await Promise.all([addTexts(part.texts), addTexts(shared.texts)]);
  return part;
}

function show({ code, dir }: Locale): void {
  document.documentElement.lang = code;
  document.documentElement.dir = dir;
}

/** Speaks the language that was chosen here, else the account's, else the browser's. */
export async function speak(account?: string): Promise<void> {
  const locale = nearestLocale([preferences().locale, account, ...navigator.languages]);
  show(locale);
  await Promise.all(known.map((texts) => load(texts, locale.code)));
  i18n.activate(locale.code);
}

export async function choose(code: string): Promise<void> {
  prefer({ locale: code });
  await speak();
}

export { i18n };
