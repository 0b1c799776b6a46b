interface Schema {
  $ref?: string;
  type?: string | string[];
  items?: Schema;
  enum?: unknown[];
  description?: string;
  format?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  allOf?: Schema[];
}

interface Operation {
  summary?: string;
  description?: string;
  operationId?: string;
  tags?: string[];
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema?: Schema }[];
  requestBody?: { content?: Record<string, { schema?: Schema }> };
  responses?: Record<string, { description?: string; content?: Record<string, { schema?: Schema }> }>;
}

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

const text = (value: unknown) => String(value ?? '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const nameOf = (ref: string) => ref.split('/').at(-1) ?? ref;

function kind(schema: Schema | undefined): string {
  if (!schema) return '';
  if (schema.allOf?.[0]) return kind(schema.allOf[0]);
  if (schema.$ref) return `<a href="#schema-${text(nameOf(schema.$ref))}">${text(nameOf(schema.$ref))}</a>`;
  if (schema.type === 'array') return `list of ${kind(schema.items) || 'values'}`;
  if (schema.enum) return schema.enum.map((value) => `<code>${text(value)}</code>`).join(' | ');
  return text([schema.type].flat().join(' or ')) + (schema.format ? ` (${text(schema.format)})` : '');
}

function rows(list: { name: string; schema?: Schema; note?: string; must?: boolean }[]): string {
  if (list.length === 0) return '';
  return `<table>${list.map(({ name, schema, note, must }) => `<tr><th scope="row"><code>${text(name)}</code>${must ? ' <small>required</small>' : ''}</th><td>${kind(schema)}</td><td>${text(note ?? schema?.description)}</td></tr>`).join('')}</table>`;
}

function operation(path: string, method: string, { summary, description, parameters = [], requestBody, responses = {} }: Operation): string {
  const body = Object.values(requestBody?.content ?? {})[0]?.schema;
  const answer = Object.entries(responses).find(([status]) => status.startsWith('2'));
  const schema = Object.values(answer?.[1].content ?? {})[0]?.schema;
  return `<article><h3><b>${method.toUpperCase()}</b> <code>${text(path)}</code></h3><p>${text(summary || description)}</p>
${rows(parameters.filter((one) => one.in !== 'header').map((one) => ({ name: one.name, schema: one.schema, note: one.description, must: one.required ?? false })))}
<p class="io">${body ? `Takes ${kind(body)}. ` : ''}Answers ${text(answer?.[0] ?? '200')}${schema ? ` ${kind(schema)}` : ''}.</p></article>`;
}

/** An OpenAPI document as a page to read: every operation, every shape, no script (the content security policy allows none that is foreign). */
export function apiPage(document: { info: { title: string; description?: string }; paths: object; components?: { schemas?: object } }): string {
  const paths = Object.entries(document.paths as Record<string, Record<string, Operation>>);
  const tags = [...new Set(paths.flatMap(([, of]) => methods.flatMap((method) => of[method]?.tags ?? [])))].sort();
  const sections = tags.map((tag) => {
    const found = paths.flatMap(([path, of]) => methods.flatMap((method) => (of[method]?.tags?.includes(tag) ? [operation(path, method, of[method])] : [])));
    return `<section><h2 id="tag-${text(tag)}">${text(tag)}</h2>${found.join('')}</section>`;
  });
  const schemas = Object.entries((document.components?.schemas ?? {}) as Record<string, Schema>).sort(([a], [b]) => a.localeCompare(b));
  const shapes = schemas.map(([name, { properties = {}, required = [] }]) =>
    `<article><h3 id="schema-${text(name)}">${text(name)}</h3>${rows(Object.entries(properties).map(([member, schema]) => ({ name: member, schema, must: required.includes(member) })))}</article>`);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${text(document.info.title)} API</title>
<style nonce="__CSP_NONCE__">:root{color-scheme:light dark}body{font:1rem/1.55 system-ui,"Segoe UI",Roboto,sans-serif;margin:0 auto;max-inline-size:64rem;padding:1.5rem;color:light-dark(#16202a,#e8edf2);background:light-dark(#fff,#10171e)}
a{color:light-dark(#0b57a4,#8ec5ff)}h1{margin:0}h2{margin-block-start:2.5rem;border-block-end:1px solid light-dark(#d9e0e6,#2c3845)}h3{margin:1.5rem 0 .25rem;font-size:1rem}h3 code{overflow-wrap:anywhere}h3 b{display:inline-block;min-inline-size:4rem;color:light-dark(#0a4d68,#7cc4e2)}
table{border-collapse:collapse;inline-size:100%;display:block;overflow-x:auto}th,td{text-align:start;vertical-align:top;padding:.25rem .75rem .25rem 0;border-block-start:1px solid light-dark(#d9e0e6,#2c3845);font-weight:400}small,.io{color:light-dark(#4a5866,#a9b6c3)}p{margin:.25rem 0 .5rem}nav{display:flex;flex-wrap:wrap;gap:.25rem 1rem;margin-block:1rem}</style></head>
<body><main><h1>${text(document.info.title)} API</h1><p>${text(document.info.description)}</p><p><a href="/api/openapi.json">The same as OpenAPI 3.1</a> · <a href="/">Back to the portal</a></p>
<nav aria-label="Parts">${tags.map((tag) => `<a href="#tag-${text(tag)}">${text(tag)}</a>`).join('')}<a href="#shapes">Shapes</a></nav>${sections.join('')}<section><h2 id="shapes">Shapes</h2>${shapes.join('')}</section></main></body></html>`;
}
