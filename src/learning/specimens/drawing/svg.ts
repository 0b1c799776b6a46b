type Attributes = Readonly<Record<string, string | number | null | undefined>>;

/** A number as it stands in a drawing: no more than one digit after the point. */
export const short = (value: number): string => String(Math.round(value * 10) / 10);

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** An element. Attributes that are null are left out. */
export function tag(name: string, attributes: Attributes, ...content: string[]): string {
  const said = Object.entries(attributes).flatMap(([key, value]) => (value === null || value === undefined ? [] : [` ${key}="${escaped(typeof value === 'number' ? short(value) : value)}"`]));
  return content.length === 0 ? `<${name}${said.join('')}/>` : `<${name}${said.join('')}>${content.join('')}</${name}>`;
}

export const group = (attributes: Attributes, ...content: string[]): string => (content.join('') === '' ? '' : tag('g', attributes, ...content));
export const line = (d: string, stroke: string | null, width: number, more: Attributes = {}): string => (stroke === null ? '' : tag('path', { d, fill: 'none', stroke, 'stroke-width': width, ...more }));
export const shape = (d: string, fill: string | null, more: Attributes = {}): string => (fill === null ? '' : tag('path', { d, fill, ...more }));
export const box = (x: number, y: number, width: number, height: number, fill: string | null, more: Attributes = {}): string => (fill === null ? '' : tag('rect', { x, y, width, height, fill, ...more }));
export const dot = (cx: number, cy: number, r: number, fill: string | null, more: Attributes = {}): string => (fill === null ? '' : tag('circle', { cx, cy, r, fill, ...more }));
