import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../support/browser.js';
import { settling } from '../support/settled.js';

/** Ways in which a screen comes to be done: each says `done` only at its end. */
const ways: Record<string, string> = {
  'an answer that leads to another question': 'fetch("/slow").then((a) => a.text()).then(() => fetch("/slow")).then((a) => a.text()).then(done)',
  'a question asked a pause after the answer': 'fetch("/slow").then((a) => a.text()).then(() => setTimeout(() => fetch("/slow").then((a) => a.text()).then(done), 400))',
  'a part of the program that brings another': 'import("/part.js").then((part) => part.more()).then(done)',
  'a long drawing in pieces': 'let left = 60; const { port1, port2 } = new MessageChannel(); port1.onmessage = () => { for (const end = performance.now() + 8; performance.now() < end;); if (--left) port2.postMessage(0); else done(); }; port2.postMessage(0)',
  'what is kept in the browser': 'const opening = indexedDB.open("kept"); opening.onupgradeneeded = () => opening.result.createObjectStore("all"); opening.onsuccess = () => { const all = opening.result.transaction("all").objectStore("all").count(); all.onsuccess = () => crypto.subtle.digest("SHA-256", new Uint8Array(9_000_000)).then(() => fetch("/slow")).then(done); }',
  'a picture nobody asked for by a promise': 'const img = new Image(); img.onerror = done; img.src = "/slow"; document.body.append(img)',
  'what says that it is busy': 'document.body.ariaBusy = "true"; setTimeout(done, 1_500)',
  'what moves': 'document.body.animate([{ opacity: 0 }, { opacity: 1 }], 700).finished.then(done)',
};

describe('waiting until a screen is done', () => {
  let server: Server;
  let browser: Browser;
  beforeAll(async () => {
    server = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
      if (pathname === '/slow') return void setTimeout(() => response.end('slow'), 150);
      if (pathname.endsWith('.js')) {
        const text = pathname === '/part.js' ? 'export const more = () => import("/more.js")' : '';
        return void setTimeout(() => response.setHeader('Content-Type', 'text/javascript').end(text), 150);
      }
      response.setHeader('Content-Type', 'text/html; charset=utf-8').end(`<!doctype html><body><h1>first</h1><script>const done = () => { document.querySelector('h1').textContent = 'done'; document.body.ariaBusy = null; }; ${ways[searchParams.get('way') ?? ''] ?? ''}</script>`);
    });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    browser = await openBrowser();
  });
  afterAll(async () => { await browser.close(); server.close(); server.closeAllConnections(); });

  const address = (way: string) => `http://localhost:${(server.address() as AddressInfo).port}/?way=${encodeURIComponent(way)}`;

  it.each(Object.keys(ways))('waits for %s', async (way) => {
    const page = await browser.newPage();
    const settled = await settling(page);
    await page.goto(address(way), { waitUntil: 'commit' });
    await settled();
    expect(await page.locator('h1').innerText()).toBe('done');
    await page.close();
  });

  it('says what a screen waits for that is never done', async () => {
    const page = await browser.newPage();
    const settled = await settling(page);
    ways.never = 'setInterval(() => { document.body.title += 1 }, 1); fetch("/slow").then(() => { document.body.ariaBusy = "true" })';
    await page.goto(address('never'));
    await expect(settled(1_000)).rejects.toThrow(/does not come to rest: .*<body/);
    await page.close();
  });
});
