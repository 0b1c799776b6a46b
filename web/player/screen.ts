import type { Activity } from '../../src/learning/packages/import/outline.js';
import type { RunState } from '../../src/learning/packages/run-time/run-state.js';
import type { textsOf } from './texts.js';

/** From how many pixels on the contents are open at first, and up to how many they leave too little room beside them. */
const wide = 900;
const narrow = 600;

/** What the learner may wish for by the player's own buttons. */
export interface Wishes {
  choose(unit: string): void;
  step(way: 'continue' | 'previous'): void;
  leave(): void;
}

const element = <Name extends keyof HTMLElementTagNameMap>(name: Name, more: Partial<HTMLElementTagNameMap[Name]> = {}, ...children: (Node | string)[]): HTMLElementTagNameMap[Name] => {
  const made = Object.assign(document.createElement(name), more);
  made.append(...children);
  return made;
};

/** Many packages say how they end in `beforeunload`, which a frame never hears of that is taken out of its page. */
function leaveIsTaken(page: Window): void {
  try {
    page.dispatchEvent(new Event('beforeunload', { cancelable: true }));
    for (let at = 0; at < page.frames.length; at++) leaveIsTaken(page.frames[at] as Window);
  } catch {
    // a frame of no origin within the package: nobody may speak to it, and it does not speak to the run-time
  }
}

/** The page of the player: a bar, the contents, and the frame a unit runs in. Titles come from packages and are set as text, never as markup. */
export class Screen {
  private readonly contents = element('nav');
  private readonly stage = element('main');
  private readonly title = element('h1');
  private readonly status = element('span', { className: 'state', role: 'status' });
  private readonly buttons: Record<'outline' | 'previous' | 'next' | 'leave', HTMLButtonElement>;
  private readonly marks = new Map<string, HTMLButtonElement>();
  private frame: HTMLIFrameElement | undefined;

  constructor(
    private readonly texts: ReturnType<typeof textsOf>,
    private readonly wishes: Wishes,
  ) {
    const button = (text: string, onclick: () => void) => element('button', { type: 'button', textContent: text, onclick });
    this.buttons = {
      outline: button(texts.outline, () => this.show(this.contents.hasAttribute('hidden'))), previous: button(texts.previous, () => wishes.step('previous')), next: button(texts.next, () => wishes.step('continue')), leave: button(texts.leave, () => wishes.leave()),
    };
    this.contents.setAttribute('aria-label', texts.outline);
    const { outline, previous, next, leave } = this.buttons;
    document.body.replaceChildren(element('header', {}, outline, this.title, this.status, previous, next, leave), this.contents, this.stage);
    this.say(texts.loading);
    this.ways({ next: false, previous: false, leave: false });
    this.show(false);
  }

  /** The course is known: its title and contents. */
  course({ edition, title, tree, units }: RunState): void {
    this.title.textContent = title;
    document.title = title;
    const launched = new Set(units.map(({ identifier }) => identifier));
    this.contents.replaceChildren(this.list(tree.children ?? [], (id) => launched.has(id) || edition === 'scorm2004'));
    this.buttons.outline.hidden = units.length < 2;
    this.show(units.length > 1 && innerWidth > wide);
  }

  mark(unit: string, { isDone, isCurrent, isOpen }: { isDone: boolean; isCurrent: boolean; isOpen: boolean }): void {
    const button = this.marks.get(unit);
    if (!button) return;
    button.textContent = `${isDone ? '✓ ' : ''}${button.dataset.title ?? ''}`;
    button.setAttribute('aria-label', `${button.dataset.title ?? ''}${isDone ? ` (${this.texts.done})` : ''}`);
    button.disabled = !isOpen;
    if (isCurrent) button.setAttribute('aria-current', 'true');
    else button.removeAttribute('aria-current');
  }

  ways({ next, previous, leave }: { next: boolean; previous: boolean; leave: boolean }): void {
    this.buttons.next.disabled = !next;
    this.buttons.previous.disabled = !previous;
    this.buttons.leave.disabled = !leave;
  }

  hide(hidden: ReadonlySet<string>): void {
    this.buttons.next.hidden = hidden.has('continue');
    this.buttons.previous.hidden = hidden.has('previous');
    const isEnding = hidden.has('suspendAll'); // a unit that must not be suspended can be left all the same
    this.buttons.leave.hidden = isEnding && hidden.has('exitAll');
    this.buttons.leave.textContent = isEnding ? this.texts.end : this.texts.leave;
  }

  condition(text: string): void {
    this.status.textContent = text;
  }

  /** Opens a page of the package; what was open before is taken away first, and hears of it. */
  open(address: string, title: string): void {
    this.close();
    this.frame = element('iframe', { title, src: address });
    this.frame.allow = 'fullscreen; autoplay; unload';
    this.stage.replaceChildren(this.frame);
  }

  close(): void {
    this.farewell();
    this.frame?.remove();
    this.frame = undefined;
  }

  /** Tells the page that it goes away, as a browser does where somebody follows a link. */
  farewell(): void {
    if (this.frame?.contentWindow) leaveIsTaken(this.frame.contentWindow);
  }

  say(text: string, ...answers: { text: string; chosen: () => void }[]): void {
    this.close();
    const buttons = answers.map(({ text: label, chosen }) => element('button', { type: 'button', textContent: label, onclick: chosen }));
    const notice = element('div', { className: 'notice', role: 'alert' }, element('p', { textContent: text }), element('div', {}, ...buttons));
    this.stage.replaceChildren(notice);
    buttons[0]?.focus();
  }

  private show(whether: boolean): void {
    this.contents.hidden = !whether;
    this.stage.toggleAttribute('data-alone', !whether);
    this.buttons.outline.setAttribute('aria-expanded', String(whether));
  }

  /** The contents; of 2004, clusters can be chosen too, and lead to what their sequencing says (SN SB.2.9). */
  private list(activities: readonly Activity[], isChosen: (id: string) => boolean): HTMLOListElement {
    return element('ol', {}, ...activities.filter(({ isVisible }) => isVisible !== false).map(({ id, title, children }) => {
      const below = children ? [this.list(children, isChosen)] : [];
      if (!isChosen(id)) return element('li', {}, element('span', { textContent: title }), ...below);
      const button = element('button', { type: 'button', textContent: title, onclick: () => this.chosen(id) });
      button.dataset.title = title;
      this.marks.set(id, button);
      return element('li', {}, button, ...below);
    }));
  }

  /** On a narrow screen what was chosen takes the room of the contents. */
  private chosen(id: string): void {
    if (innerWidth <= narrow) {
      this.show(false);
      this.buttons.outline.focus();
    }
    this.wishes.choose(id);
  }
}
