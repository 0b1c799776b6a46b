import { styles } from './styles.js';
import { texts, type Texts } from './texts.js';

/** What every page of the sign-in has around it. */
export interface Frame {
  language: string;
  demo: boolean;
  /** The portal holds still after a restore. */
  safe: boolean;
  nonce: string;
  /** Where it goes on afterwards: a path of our own. */
  next: string;
  /** What went wrong with the last try, in words. */
  refused?: string | null;
  /** The form token of a session that is not complete yet, for the script. */
  csrf?: string;
  /** Where the script for passkeys is. */
  script: string;
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escape = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => escapes[sign] ?? sign);

const mark = `<svg viewBox="0 0 32 32" aria-hidden="true"><path d="M3.5 16a12.5 12.5 0 0 0 25 0z" fill="currentColor" opacity=".26"/><circle cx="16" cy="16" r="13.25" fill="none" stroke="currentColor" stroke-width="2.5"/><circle cx="16" cy="16" r="6.6" fill="#0a3346"/><circle cx="16" cy="16" r="4.6" fill="#e0a100"/></svg>`;
const rings = `<svg class="rings" viewBox="0 0 640 640" aria-hidden="true" fill="none" stroke="#fff">${[300, 252, 204, 156].map((r, i) => `<circle cx="320" cy="320" r="${r}" stroke-width="1.5" opacity="${0.14 + i * 0.08}"/>`).join('')}<circle cx="320" cy="320" r="108" stroke-width="10"/><circle cx="320" cy="320" r="42" fill="#e0a100" stroke="none"/></svg>`;

/** Where the page can be read in each language, and where one goes on from there. */
const languages = ({ language, next }: Frame, here: string, label: string) => `<nav class="lang" aria-label="${label}">${(['en', 'ar'] as const).map((one) => `<a href="${here}?lang=${one}${next ? `&amp;next=${escape(encodeURIComponent(next))}` : ''}" lang="${one}"${one === language ? ' aria-current="true"' : ''}>${one === 'en' ? 'English' : 'العربية'}</a>`).join('')}</nav>`;

/**
 * A page: HTML and one sheet, usable without its script, which only passkeys need.
 * @param whom a line below the title
 * @param here its address, to read it in another language; null where it is shown once
 */
export function page(frame: Frame, title: string, whom: string, inner: (say: Texts) => string, here: string | null = '/sign-in'): string {
  const say = texts(frame.language);
  return `<!doctype html>
<html lang="${frame.language}" dir="${say.dir}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title} · Focalpoint</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml"><style nonce="${frame.nonce}">${styles}</style><script src="${frame.script}" defer></script></head>
<body data-next="${escape(frame.next || '/')}" data-csrf="${escape(frame.csrf ?? '')}" data-failed="${escape(say.passkeyFailed)}">${frame.demo ? `<p class="demo"><b lang="en">DEMO</b> ${say.demo}</p>` : ''}${frame.safe ? `<p class="demo" role="status">${say.safe}</p>` : ''}
<main class="gate"><section class="art" aria-label="Focalpoint">${rings}<p class="brand" lang="en" dir="ltr">${mark} Focalpoint</p><div><p class="say">${say.say}</p><p class="sub">${say.sub}</p></div></section>
<div class="form">${here ? languages(frame, here, say.language) : ''}
<div class="inner"><h1>${title}</h1>${whom ? `<p class="muted">${whom}</p>` : ''}
<p class="error" role="alert" id="refused"${frame.refused ? '' : ' hidden'}>${escape(frame.refused ?? '')}</p>
${inner(say)}
<p class="note">${say.recorded}</p></div></div></main>
<footer><p>${frame.demo ? say.foot : say.footReal}</p></footer></body></html>`;
}

/** A form that takes the language and the way on along. */
export const form = (frame: Frame, action: string, inner: string) =>
  `<form method="post" action="${action}">${frame.next ? `<input type="hidden" name="next" value="${escape(frame.next)}">` : ''}<input type="hidden" name="lang" value="${frame.language}">${inner}</form>`;

/** A field with its label above and its hint below. `rest` are attributes. */
export const field = (name: string, label: string, rest: string, hint = '') =>
  `<label for="${name}">${label}</label>${hint ? `<p class="hint" id="${name}-hint">${hint}</p>` : ''}<input id="${name}" name="${name}"${hint ? ` aria-describedby="${name}-hint"` : ''} dir="ltr" ${rest}>`;

export const button = (text: string, kind = 'main') => `<button class="${kind}" type="submit">${text}</button>`;
