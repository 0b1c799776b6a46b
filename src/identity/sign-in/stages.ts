import type { Standing } from '../factors/factors.js';
import type { NewGeneratorView } from '../factors/factors.dto.js';
import type { Offer } from '../federation/federation.js';
import type { OpenLink } from './links.js';
import { button, escape, field, form, page, type Frame } from './page.js';
import { texts } from './texts.js';

export interface Official {
  id: string;
  name: string;
  persona: string;
  party: string;
  party_name: string;
}

const code = (label: string, hint: string) => field('code', label, 'inputmode="numeric" autocomplete="one-time-code" pattern="[0-9]{6}" maxlength="6" required', hint);
const recoveryCode = (label: string, hint: string) => field('recovery', label, 'autocomplete="off" autocapitalize="characters" spellcheck="false" minlength="16" maxlength="40" required', hint);
const email = (label: string, value: string, rest = '') => field('email', label, `type="email" autocomplete="username webauthn" spellcheck="false" required maxlength="254" value="${escape(value)}"${rest}`);
const newPassword = (label: string, hint: string) => field('password', label, 'type="password" autocomplete="new-password" required maxlength="1024"', hint);
/** Shown by the script where the browser knows passkeys. */
const passkey = (stage: 'enter' | 'prove' | 'enrol', text: string, hint: string, more = '') => `<div class="passkey" data-stage="${stage}" hidden>${more}<button class="main" type="button">${text}</button><p class="hint">${hint}</p></div>`;
/** Language and way on, for a link. */
const wayOf = ({ language, next }: Frame) => escape(new URLSearchParams({ lang: language, ...(next ? { next } : {}) }).toString());
const cancel = (frame: Frame, text: string) => form(frame, '/sign-in/cancel', button(text, 'plain'));

export interface Entrance {
  officials: readonly Official[];
  /** Whether people of some party may enter with their organisation's account. */
  providers: boolean;
  typed?: string;
  said?: string | null;
}

/** Who are you? Passkey first, then the organisation's account, then e-mail and password, and in a demonstration its officials. */
export function enterPage(frame: Frame, { officials, providers, typed = '', said }: Entrance): string {
  const say = texts(frame.language);
  const list = officials.map((one) => `<li>${form(frame, '/sign-in/demo', `<input type="hidden" name="userId" value="${one.id}"><button class="official" type="submit"><span class="code" translate="no">${escape(one.party)}</span><span><b><bdi>${escape(one.name)}</bdi></b><small lang="en" dir="ltr">${escape(one.persona)}</small></span></button>`)}</li>`).join('');
  return page(frame, say.title, say.whom, () => `${said ? `<p class="note">${escape(said)}</p>` : ''}
${list ? `<h2>${say.officials}</h2><p class="muted small">${say.click}</p><ul class="officials">${list}</ul><div class="or">${say.or}</div>` : ''}
${passkey('enter', say.passkey, say.passkeyHint)}
${providers ? `<p><a class="plain" href="/sign-in/provider?${wayOf(frame)}">${say.organisation}</a></p>` : ''}
${form(frame, '/sign-in', `${email(say.email, typed, list ? '' : ' autofocus')}
${field('password', say.password, 'type="password" autocomplete="current-password" required maxlength="1024"')}
<p class="tick"><input type="checkbox" id="shared" name="shared" value="yes"><label for="shared">${say.shared}</label></p>${button(say.title)}`)}
<p><a href="/sign-in/lost?lang=${frame.language}">${say.lost}</a></p>`);
}

/** The password was right, or the provider vouched; now the second factor the account has. */
export function secondPage(frame: Frame, standing: Standing): string {
  const say = texts(frame.language);
  return page(frame, say.second, standing.proofs.includes('assertion') ? say.secondVouched : say.secondWhom, () => `${standing.passkeys > 0 ? passkey('prove', say.usePasskey, say.passkeyHint) : ''}
${standing.codes ? form(frame, '/sign-in/code', code(say.code, say.codeHint) + button(say.goOn)) : ''}
<details><summary>${say.useRecovery}</summary>${form(frame, '/sign-in/recovery', recoveryCode(say.recoveryCode, say.recoveryHint) + button(say.goOn, 'plain'))}</details>
${cancel(frame, say.cancel)}`);
}

/** A first factor: a passkey, or where that cannot be a password and an authenticator app. */
export function enrolPage(frame: Frame, standing: Standing, { possible, generator }: { possible: boolean; generator?: NewGeneratorView }): string {
  const say = texts(frame.language);
  const withCodes = standing.proofs.includes('password')
    ? generator
      ? `<h2>${say.generator}</h2><p class="hint">${say.generatorHint}</p><div class="picture">${generator.picture}</div><p>${say.generatorKey}: <code dir="ltr">${(generator.secret.match(/.{1,4}/g) ?? []).join(' ')}</code></p>${form(frame, '/sign-in/generator/confirm', code(say.code, say.codeHint) + button(say.goOn))}`
      : form(frame, '/sign-in/generator', `<h2>${say.generator}</h2>${button(say.begin)}`)
    : form(frame, '/sign-in/password', newPassword(say.newPassword, say.newPasswordHint) + button(say.setPassword));
  const first = passkey('enrol', say.makePasskey, say.passkeyHint, field('name', say.passkeyName, `maxlength="80" value="${say.passkeyNameValue}"`).replace(' dir="ltr"', ' dir="auto"'));
  return page(frame, say.enrol, say.enrolWhom, () => `${possible ? first : `<p class="note">${say.noPasskeys}</p>`}
<div id="codes" hidden><h2>${say.recoveryCodes}</h2><p>${say.recoveryCodesSay}</p><ol class="codes" dir="ltr" translate="no"></ol><a class="main" href="${escape(frame.next || '/')}">${say.kept}</a></div>
${standing.passwordsAllowed ? (generator || !possible ? withCodes : `<details id="instead"${standing.proofs.includes('password') || frame.refused ? ' open' : ''}><summary>${say.insteadCodes}</summary>${withCodes}</details>`) : ''}
${cancel(frame, say.cancel)}`);
}

/** The recovery codes, this once. */
export function codesPage(frame: Frame, codes: readonly string[]): string {
  const say = texts(frame.language);
  return page(frame, say.recoveryCodes, say.recoveryCodesSay, () => `<ol class="codes" dir="ltr" translate="no">${codes.map((one) => `<li>${one}</li>`).join('')}</ol><p><a class="main" href="${escape(frame.next || '/')}">${say.kept}</a></p>`, null);
}

/** Where a link from a letter leads: to the terms, or to a new password. */
export function linkPage(frame: Frame, token: string, link: OpenLink): string {
  const say = texts(frame.language);
  const here = `/sign-in/link/${token}`;
  if (link.kind === 'password') return page(frame, say.forgotten, escape(link.email), () => form(frame, here, newPassword(say.newPassword, say.newPasswordHint) + button(say.setPassword)), here);
  const greeting = `<bdi>${escape(link.name)}</bdi>${link.kind === 'invitation' ? `, ${say.welcomeSay}` : `, ${say.resetSay}`} <bdi>${escape(link.party)}</bdi>.`;
  return page(frame, say.welcome, greeting, () => `<h2>${say.terms}</h2><ul class="terms">${say.termsList.map((one) => `<li>${one}</li>`).join('')}</ul>
${form(frame, here, `<p class="tick"><input type="checkbox" id="terms" name="terms" value="accepted" required><label for="terms">${say.accept}</label></p>${button(say.goOn)}`)}`, here);
}

/** Whose account? Links, since a form may lead to no other site. */
export function providersPage(frame: Frame, offers: readonly Offer[], shared: boolean): string {
  const say = texts(frame.language);
  const list = offers.map(({ party, partyName, name }) => `<li><a class="official" href="/sign-in/provider/of/${encodeURIComponent(party)}?${wayOf(frame)}${shared ? '&amp;shared=yes' : ''}"><span class="code" translate="no">${escape(party)}</span><span><b><bdi>${escape(partyName)}</bdi></b><small><bdi>${escape(name)}</bdi></small></span></a></li>`).join('');
  return page(frame, say.organisation, say.organisationWhom, () => `${list ? `<ul class="officials">${list}</ul><p>${shared ? `<b>${say.sharedOn}</b>` : `<a href="/sign-in/provider?${wayOf(frame)}&amp;shared=yes">${say.shared}</a>`}</p>` : `<p class="note">${say.noOrganisation}</p>`}
<p><a href="/sign-in?${wayOf(frame)}">${say.back}</a></p>`, '/sign-in/provider');
}

/** The provider knows them; their focal point does not yet. */
export function waitingPage(frame: Frame, provider: string): string {
  const say = texts(frame.language);
  return page(frame, say.waiting, `<bdi>${escape(provider)}</bdi>`, () => `<p class="note" role="status">${say.waitingSay}</p><p><a href="/sign-in?lang=${frame.language}">${say.back}</a></p>`);
}

/** What to do without the device, the codes or the password. */
export function lostPage(frame: Frame, { typed = '', sent = false }: { typed?: string; sent?: boolean }): string {
  const say = texts(frame.language);
  return page(frame, say.lost, '', () => `${sent ? `<p class="note" role="status">${say.sent}</p>` : ''}
<h2>${say.recoveryCode}</h2><p class="muted">${say.recoverSay}</p>${form(frame, '/sign-in/recover', email(say.email, typed) + recoveryCode(say.recoveryCode, say.recoveryHint) + button(say.goOn))}
<h2>${say.forgotten}</h2><p class="muted">${say.forgottenSay}</p>${form(frame, '/sign-in/forgotten', email(say.email, typed).replaceAll('"email"', '"forgotten"') + button(say.sendLink, 'plain'))}
<h2>${say.twoPersons}</h2><p class="muted">${say.twoPersonsSay}</p><p><a href="/sign-in?lang=${frame.language}">${say.back}</a></p>`, '/sign-in/lost');
}

/** A link that leads nowhere any longer. */
export const gonePage = (frame: Frame, why: string): string => {
  const say = texts(frame.language);
  return page(frame, say.gone, escape(why), () => `<p><a class="main" href="/sign-in?lang=${frame.language}">${say.back}</a></p>`);
};
