import { styles } from './styles.js';
import { texts } from './texts.js';

export interface Official {
  id: string;
  name: string;
  persona: string;
  party: string;
  party_name: string;
}

export interface SignInPage {
  language: string;
  demo: boolean;
  officials: readonly Official[];
  /** Kept when the first try failed; the password never is. */
  email: string;
  next: string;
  refused: string | null;
  nonce: string;
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => escapes[sign] ?? sign);

const mark = `<svg viewBox="0 0 32 32" aria-hidden="true"><path d="M3.5 16a12.5 12.5 0 0 0 25 0z" fill="currentColor" opacity=".26"/><circle cx="16" cy="16" r="13.25" fill="none" stroke="currentColor" stroke-width="2.5"/><circle cx="16" cy="16" r="6.6" fill="#0a3346"/><circle cx="16" cy="16" r="4.6" fill="#e0a100"/></svg>`;
const rings = `<svg class="rings" viewBox="0 0 640 640" aria-hidden="true" fill="none" stroke="#fff">${[300, 252, 204, 156].map((r, i) => `<circle cx="320" cy="320" r="${r}" stroke-width="1.5" opacity="${0.14 + i * 0.08}"/>`).join('')}<circle cx="320" cy="320" r="108" stroke-width="10"/><circle cx="320" cy="320" r="42" fill="#e0a100" stroke="none"/></svg>`;

/** The sign-in page: HTML and one sheet, no script, so that it works on anything and within 12 KB. */
export function signInPage(page: SignInPage): string {
  const say = texts(page.language);
  const next = page.next ? `<input type="hidden" name="next" value="${escape(page.next)}">` : '';
  const officials = page.officials.map((official) => `<li><form method="post" action="/sign-in/demo">${next}<input type="hidden" name="userId" value="${official.id}"><button class="official" type="submit"><span class="code" translate="no">${escape(official.party)}</span><span><b><bdi>${escape(official.name)}</bdi></b><small lang="en" dir="ltr">${escape(official.persona)}</small></span></button></form></li>`).join('');
  return `<!doctype html>
<html lang="${page.language}" dir="${say.dir}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${say.title} · Focalpoint</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml"><style nonce="${page.nonce}">${styles}</style></head>
<body>${page.demo ? `<p class="demo"><b lang="en">DEMO</b> ${say.demo}</p>` : ''}
<main class="gate"><section class="art" aria-label="Focalpoint">${rings}<p class="brand" lang="en" dir="ltr">${mark} Focalpoint</p><div><p class="say">${say.say}</p><p class="sub">${say.sub}</p></div></section>
<div class="form"><nav class="lang" aria-label="${say.language}">${(['en', 'ar'] as const).map((one) => `<a href="/sign-in?lang=${one}" lang="${one}"${one === page.language ? ' aria-current="true"' : ''}>${one === 'en' ? 'English' : 'العربية'}</a>`).join('')}</nav>
<div class="inner"><h1>${say.title}</h1><p class="muted">${say.whom}</p>
${page.refused ? `<p class="error" role="alert">${escape(page.refused)}</p>` : ''}
${officials ? `<h2>${say.officials}</h2><p class="muted small">${say.click}</p><ul class="officials">${officials}</ul><div class="or">${say.or}</div>` : ''}
<form method="post" action="/sign-in">${next}<input type="hidden" name="lang" value="${page.language}">
<label for="email">${say.email}</label><input id="email" name="email" type="email" autocomplete="username" spellcheck="false" required maxlength="254" dir="ltr" value="${escape(page.email)}"${officials ? '' : ' autofocus'}>
<label for="password">${say.password}</label><input id="password" name="password" type="password" autocomplete="current-password" required maxlength="1024" dir="ltr">
<button class="main" type="submit">${say.title}</button></form>
<p class="note">${say.recorded}</p></div></div></main>
<footer><p>${page.demo ? say.foot : say.footReal}</p></footer></body></html>`;
}
