import type { Locator, Page } from 'playwright-core';

/** What is answered, as the portal is sent it. */
export interface Given {
  choice?: string;
  choices?: string[];
  pairs?: { left: string; right: string }[];
  order?: string[];
  value?: number;
  text?: string;
  values?: { name: string; value: string }[];
  decision?: string;
  reasons?: string[];
  points?: { x: number; y: number }[];
}

interface Named { id: string; text: string }

/** What was put on the screen. */
export interface Shown {
  type: string;
  options?: Named[];
  steps?: Named[];
  lefts?: Named[];
  reasons?: Named[];
  exercise?: { kind: string; format?: string; fields?: string[]; choices?: string[] };
}

/** Walks to something by Tab, as somebody without a pointer must. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let turn = 0; turn < 120; turn++) {
    if (await target.evaluate((element) => element === document.activeElement).catch(() => false)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no Tab leads to ${target.toString()}`);
}

export async function press(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** Of buttons of one choice, one is in the tab order: the chosen one, else the first. Arrows lead to the others. */
async function choose(page: Page, form: Locator, value: string): Promise<void> {
  await tabTo(page, form.getByRole('radio').first());
  await page.keyboard.press('Space');
  const wanted = form.locator(`input[type="radio"][value="${value}"]`);
  for (let turn = 0; turn < 12 && !(await wanted.isChecked()); turn++) await page.keyboard.press('ArrowDown');
}

/** Marks a picture with the crosshair, which stands in its middle at first and goes by hundredths, with Shift by five. */
async function mark(page: Page, form: Locator, points: readonly { x: number; y: number }[]): Promise<void> {
  await tabTo(page, form.getByRole('application').getByRole('button'));
  let from: readonly [number, number] = [50, 50];
  for (const { x, y } of points) {
    const to = [Math.round(x * 100), Math.round(y * 100)] as const;
    await steer(page, from, to);
    await page.keyboard.press('Enter');
    from = to;
  }
}

/** Names of the values that an exercise on the zone asks for, in the order of their fields. */
function asked({ kind, format, fields = [] }: NonNullable<Shown['exercise']>): string[] {
  if (kind === 'split') return fields;
  if (kind === 'write') return format === 'TD1' ? ['line1', 'line2', 'line3'] : ['line1', 'line2'];
  return ['digit'];
}

/** Answers a question in `form` with the keyboard alone, whatever its kind. */
export async function answerByKeys(page: Page, form: Locator, shown: Shown, given: Given): Promise<void> {
  const textOf = (list: Named[] | undefined, id: string) => list?.find((one) => one.id === id)?.text ?? '';
  if (given.choice) await choose(page, form, given.choice);
  for (const one of given.choices ?? []) await press(page, form.getByRole('checkbox', { name: textOf(shown.options, one), exact: true }), 'Space');
  for (const { left, right } of given.pairs ?? []) {
    const list = form.getByLabel(textOf(shown.lefts, left), { exact: true });
    await tabTo(page, list);
    for (let turn = 0; turn < 12 && (await list.inputValue()) !== right; turn++) await page.keyboard.press('ArrowDown');
  }
  for (const [place, one] of (given.order ?? []).entries()) {
    const step = form.locator('.step-name', { hasText: textOf(shown.steps, one) });
    await tabTo(page, step);
    for (let turn = 0; turn < 12; turn++) if (!(await step.getAttribute('aria-label'))?.includes(`: ${place + 1} of`)) await page.keyboard.press('ArrowUp');
  }
  if (given.order && (await form.getByRole('button', { name: 'Keep this order' }).isVisible())) await press(page, form.getByRole('button', { name: 'Keep this order' }));
  const typed = given.value?.toString() ?? given.text;
  if (typed !== undefined) {
    await tabTo(page, form.getByRole('textbox'));
    await page.keyboard.type(typed);
  }
  if (given.values && shown.exercise?.choices) await choose(page, form, given.values[0]?.value ?? '');
  else if (given.values && shown.exercise) {
    for (const [place, name] of asked(shown.exercise).entries()) {
      await tabTo(page, form.getByRole('textbox').nth(place));
      await page.keyboard.type(given.values.find((one) => one.name === name)?.value ?? '');
    }
  }
  if (given.decision) await choose(page, form, given.decision);
  for (const one of given.reasons ?? []) await press(page, form.getByRole('checkbox', { name: textOf(shown.reasons, one), exact: true }), 'Space');
  if (given.points) await mark(page, form, given.points);
}

/** The same by what the choice is called. */
export async function chooseNamed(page: Page, group: Locator, text: string): Promise<void> {
  const chosen = group.getByRole('radio', { checked: true });
  await tabTo(page, (await chosen.count()) > 0 ? chosen.first() : group.getByRole('radio').first());
  await page.keyboard.press('Space');
  const wanted = group.getByRole('radio', { name: text, exact: true });
  for (let turn = 0; turn < 12 && !(await wanted.isChecked()); turn++) await page.keyboard.press('ArrowDown');
}

/** Walks to a field and writes into it. */
export async function write(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
}

/** Walks to a list and goes down it to a value. */
export async function pick(page: Page, list: Locator, value: string): Promise<void> {
  await tabTo(page, list);
  for (let turn = 0; turn < 120 && (await list.inputValue()) !== value; turn++) await page.keyboard.press('ArrowDown');
}

/** Moves a crosshair that stands at (fromX, fromY) to (x, y), both in hundredths. */
export async function steer(page: Page, [fromX, fromY]: readonly [number, number], [x, y]: readonly [number, number]): Promise<void> {
  const go = async (distance: number, less: string, more: string) => {
    for (let left = Math.abs(distance); left > 0; left -= left >= 5 ? 5 : 1) await page.keyboard.press(`${left >= 5 ? 'Shift+' : ''}${distance < 0 ? less : more}`);
  };
  await go(x - fromX, 'ArrowLeft', 'ArrowRight');
  await go(y - fromY, 'ArrowUp', 'ArrowDown');
}
