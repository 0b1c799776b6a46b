import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';
import { under } from './launcher/paths.ts';
import { Bloom } from '../src/identity/password-strength/bloom.ts';

/**
 * Writes config/common-passwords.bloom: `node deploy/common-passwords.ts`. No network: what is common is what the dictionaries of zxcvbn-ts
 * know, lengthened in the ways people lengthen a password that was refused for being short. docs/running.md says what it holds.
 */
const shortest = 15;
const digits = '12345678901234567890';
const endings = ['1', '12', '123', '1234', '12345', '123456', '!', '!!', '1!', '123!', '0000', '1111', ...Array.from({ length: 12 }, (_, year) => String(2015 + year))];
const rows = [['qwertyuiop', 'asdfghjkl', 'zxcvbnm'], ['azertyuiop', 'qsdfghjklm', 'wxcvbn'], ['qwertzuiop', 'asdfghjkl', 'yxcvbnm']];
const columns = ['1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p', '1q2w3e4r5t6y7u8i9o0p', 'qazwsxedcrfvtgbyhnujmikolp', '1a2s3d4f5g6h7j8k9l', 'zaqxswcdevfrbgtnhymjukilop', '0okm9ijn8uhb7ygv6tfc5rdx4esz3wa2q1'];

const backwards = (text: string) => [...text].reverse().join('');
const long = (text: string) => text.length >= shortest && text.length <= 64;
const filled = (word: string, filler: string) => word + filler.slice(0, Math.max(4, shortest - word.length));
const repeated = (word: string) => word.repeat(Math.max(2, Math.ceil(shortest / word.length)));

/** Each window of a text, once around its end, from the shortest length to its own. */
function* windows(text: string): Generator<string> {
  const around = text + text;
  for (let size = shortest; size <= Math.max(shortest, text.length); size++) for (let from = 0; from < text.length; from++) yield around.slice(from, from + size);
}

function* walks(): Generator<string> {
  for (const three of rows) {
    for (const first of three) for (const second of three) for (const third of [...three, '1234567890', '123', '']) yield first + second + third;
    yield* windows(three.join(''));
    for (const row of three) yield repeated(row);
  }
  for (const column of columns) yield* windows(column);
  for (const run of ['abcdefghijklmnopqrstuvwxyz', '1234567890', '0123456789', 'aabbccddeeffgghhiijjkk', '112233445566778899', '123123123', '147258369', '123qwe', 'abc123', 'qwe123', 'asd123', 'zxc123']) {
    yield* windows(run);
    yield repeated(run);
  }
}

/** Common passwords of fifteen characters and more, the commonest first as far as the dictionaries' order goes. */
export function* commonLongPasswords(words: readonly string[]): Generator<string> {
  for (const walk of walks()) yield* [walk, backwards(walk)].filter(long);
  for (const [rank, word] of words.entries()) {
    const made = [word, repeated(word), filled(word, digits)];
    if (rank < 20_000) made.push(word + backwards(word), ...endings.map((ending) => word + ending));
    if (rank < 5_000) made.push(...['0', '1', '!', '.', word.at(-1) ?? ''].map((one) => filled(word, one.repeat(shortest))), repeated(`${word}1`), repeated(`${word} `).trim(), word + digits, `${digits.slice(0, Math.max(4, shortest - word.length))}${word}`);
    if (rank < 300) for (const other of words.slice(0, 300)) made.push(word + other, `${word} ${other}`);
    if (rank < 40) for (const other of words.slice(0, 40)) for (const third of words.slice(0, 40)) made.push(word + other + third);
    yield* made.filter(long);
  }
}

/** The words of the dictionaries: passwords that were found in the open first, then what people are called and talk about. */
export function dictionaryWords(): string[] {
  const require = createRequire(import.meta.url);
  const common = (require('@zxcvbn-ts/language-common') as { dictionary: Record<string, string[]> }).dictionary;
  const english = (require('@zxcvbn-ts/language-en') as { dictionary: Record<string, string[]> }).dictionary;
  const taken = [common['passwords-common'] ?? [], (english['firstnames-en'] ?? []).slice(0, 2_000), (english['commonWords-en'] ?? []).slice(0, 10_000)];
  return [...new Set(taken.flat().map((word) => word.normalize('NFC').toLowerCase()).filter((word) => word.length >= 3))];
}

if (process.argv[1] === import.meta.filename) {
  const all = new Set(commonLongPasswords(dictionaryWords()));
  const { file } = Bloom.of(all);
  writeFileSync(under('config/common-passwords.bloom'), file);
  process.stdout.write(`${all.size} passwords in ${file.length} octets\n`);
}
