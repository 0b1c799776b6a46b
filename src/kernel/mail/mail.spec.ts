import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Settings } from '../config/index.js';
import type { SafeMode } from '../safe-mode/index.js';
import { Mail } from './mail.js';

describe('a letter without a mail server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'focalpoint-mail-'));
  const mail = new Mail(Object.assign(new Settings(), { smtpUrl: '', publicUrl: 'https://portal.forum.test', mailFolder: join(folder, 'mail'), mailFrom: 'Portal <portal@forum.test>' }), { isOn: false } as SafeMode);
  const letters = () => readdirSync(join(folder, 'mail')).map((name) => join(folder, 'mail', name));
  afterEach(() => rmSync(join(folder, 'mail'), { recursive: true, force: true }));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is a file of its own that nobody else may read', async () => {
    await mail.send({ to: 'a@forum.test', subject: 'A request', text: 'Look at it.' });
    await mail.send({ to: 'b@forum.test', subject: 'A request', text: 'Look at it.' });
    expect(letters()).toHaveLength(2);
    for (const letter of letters()) {
      expect(letter).toMatch(/\.eml$/);
      expect(statSync(letter).mode & 0o077).toBe(0);
    }
  });

  it('says who sends it to whom', async () => {
    await mail.send({ to: 'a@forum.test', subject: 'طلب', text: 'Look at it.' });
    const letter = readFileSync(letters()[0] ?? '', 'utf8');
    expect(letter).toMatch(/^From: Portal <portal@forum\.test>\r$/m);
    expect(letter).toMatch(/^To: a@forum\.test\r$/m);
    expect(letter).toContain('Look at it.');
  });

  it('sends nothing to an address that is nobody\'s', async () => {
    await mail.send({ to: '1234@unconfirmed.invalid', subject: 'A', text: 'B' });
    expect(existsSync(join(folder, 'mail'))).toBe(false);
  });

  it.each(['\r\nBcc: everybody@forum.test', '\nBcc: everybody@forum.test', '\r\n\r\nA body of its own'])('takes no header from its subject: %j', async (more) => {
    await mail.send({ to: 'a@forum.test', subject: `A request${more}`, text: 'Look at it.' });
    const [headers = '', body = ''] = readFileSync(letters()[0] ?? '', 'utf8').split('\r\n\r\n');
    expect(headers.split('\r\n').filter((line) => /^(bcc|cc):/i.test(line))).toEqual([]);
    expect(body.trim()).toBe('Look at it.');
  });
});
