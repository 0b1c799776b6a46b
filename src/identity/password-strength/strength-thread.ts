import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';

// The far side of strength.ts. Only erasable syntax: under test Node runs this file as it is.
const require = createRequire(import.meta.url);
const { ZxcvbnFactory } = require('@zxcvbn-ts/core') as typeof import('@zxcvbn-ts/core');
const { dictionary: common, adjacencyGraphs } = require('@zxcvbn-ts/language-common') as typeof import('@zxcvbn-ts/language-common');
const { dictionary: english } = require('@zxcvbn-ts/language-en') as typeof import('@zxcvbn-ts/language-en');

// Family names are left out: there are so many of them that they find themselves in everything.
const { 'lastnames-en': _, ...rest } = english;
const estimator = new ZxcvbnFactory({ dictionary: { ...common, ...rest }, graphs: adjacencyGraphs });

parentPort?.on('message', ({ id, parts, about }: { id: number; parts: string[]; about: string[] }) => {
  parentPort?.postMessage({ id, guesses: Math.max(...parts.map((part) => estimator.check(part, about).guessesLog10)) });
});
