import { browserSupportsWebAuthn, browserSupportsWebAuthnAutofill, startAuthentication, startRegistration, type PublicKeyCredentialCreationOptionsJSON, type PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser';

/** The sign-in pages' only script: passkeys. Everything else there works without it. */
const { next = '/', csrf = '', failed = '' } = document.body.dataset;
const refused = document.getElementById('refused');

interface Question<Options> {
  challengeId: string;
  options: Options;
}

async function call<Answer>(path: string, body: object): Promise<Answer> {
  const answer = await fetch(`/api/v1/session/${path}`, { method: 'POST', headers: { 'Content-Type': 'application/json', 'X-CSRF': csrf }, body: JSON.stringify(body) });
  const said = (await answer.json()) as Answer & { detail?: string };
  if (!answer.ok) throw new Error(said.detail);
  return said;
}

async function answered(question: string, autofill = false) {
  const { challengeId, options } = await call<Question<PublicKeyCredentialRequestOptionsJSON>>(question, {});
  const { id, response } = await startAuthentication({ optionsJSON: options, useBrowserAutofill: autofill });
  return { challengeId, id, clientDataJSON: response.clientDataJSON, authenticatorData: response.authenticatorData, signature: response.signature };
}

const shared = () => (document.querySelector<HTMLInputElement>('#shared')?.checked ? { shared: true } : {});

const stages: Record<string, () => Promise<void>> = {
  async enter() {
    await call('passkey', { ...(await answered('challenges')), ...shared() });
    location.assign(next);
  },
  async prove() {
    await call('proofs/passkey', await answered('proofs/challenges'));
    location.assign(next);
  },
  async enrol() {
    const name = document.querySelector<HTMLInputElement>('#name')?.value.trim() || 'Passkey';
    const { challengeId, options } = await call<Question<PublicKeyCredentialCreationOptionsJSON>>('factors/passkeys/challenges', {});
    const { id, response } = await startRegistration({ optionsJSON: options });
    const { recoveryCodes } = await call<{ recoveryCodes: string[] }>('factors/passkeys', {
      challengeId, name, id, clientDataJSON: response.clientDataJSON, attestationObject: response.attestationObject, transports: response.transports ?? [],
    });
    if (recoveryCodes.length === 0) return location.assign(next);
    showCodes(recoveryCodes);
  },
};

function showCodes(codes: readonly string[]): void {
  document.querySelectorAll<HTMLElement>('.lang, .passkey, #instead, form, h1 + .muted, #codes > h2').forEach((part) => (part.hidden = true));
  const place = document.getElementById('codes');
  // The page is about them now.
  const title = document.querySelector('h1');
  const own = place?.querySelector('h2');
  if (title && own) title.replaceChildren(...own.childNodes);
  place?.querySelector('ol')?.replaceChildren(...codes.map((code) => Object.assign(document.createElement('li'), { textContent: code })));
  place?.removeAttribute('hidden');
  place?.querySelector('a')?.focus();
}

/** Giving up in the browser's own dialogue is no failure worth a message. */
function say(error: unknown): void {
  if (!refused || (error instanceof Error && error.name === 'AbortError')) return;
  refused.textContent = failed;
  refused.hidden = false;
}

if (browserSupportsWebAuthn()) {
  for (const place of document.querySelectorAll<HTMLElement>('.passkey')) {
    place.hidden = false;
    const stage = stages[place.dataset.stage ?? ''];
    const button = place.querySelector<HTMLButtonElement>('button');
    button?.addEventListener('click', () => {
      button.disabled = true;
      if (refused) refused.hidden = true;
      void stage?.().catch(say).finally(() => (button.disabled = false));
    });
  }
  // Where the browser can, passkeys are offered in the e-mail field's own list. Nobody asked for that: it fails without a word until one is chosen.
  if (document.querySelector('[data-stage=enter]')) {
    void browserSupportsWebAuthnAutofill().then(async (can) => {
      const chosen = can && (await answered('challenges', true).catch(() => null));
      if (!chosen) return;
      await call('passkey', { ...chosen, ...shared() });
      location.assign(next);
    }).catch(say);
  }
}
