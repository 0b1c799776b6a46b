import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/access/index.js';
import { Settings } from '../../../kernel/config/index.js';
import { invalid } from '../../../kernel/problems.js';
import { newExercise, type ExerciseKind } from '../exercises.js';
import { explain } from '../explain.js';
import { comparedWith, counted, isMastered, newTally, viewOf, type Tally } from './sitting.js';
import type { ZoneAnswerInput, ZoneAnswerView, ZoneExerciseInput, ZoneExerciseView } from './zone-practice.dto.js';

type Token = ['exercise', ExerciseKind, nonce: string, day: string, Tally] | ['sitting', Tally];

/**
 * Practice on the zone, as much as one likes. Nothing is stored: a token, signed for its person, says which exercise it was and how the sitting
 * stands. What an exercise asks is drawn from the token and a secret, so that a token gives no answer away. It proves nothing to anybody:
 * what counts is examined.
 */
@Injectable()
export class ZonePractice {
  constructor(@Inject(Settings) private readonly settings: Settings) {}

  draw(actor: Actor, { kind, sitting }: ZoneExerciseInput): ZoneExerciseView {
    const tally = this.tallyOf(actor, sitting);
    const [nonce, day] = [randomBytes(12).toString('base64url'), new Date().toISOString().slice(0, 10)];
    return { token: this.sign(actor, ['exercise', kind, nonce, day, tally]), shown: this.exercise(actor, kind, nonce, day).shown, tally: viewOf(tally) };
  }

  /** Marks it, and says why. @throws Problem 400 for a token that is not this person's */
  answer(actor: Actor, { token, values: given }: ZoneAnswerInput): ZoneAnswerView {
    const opened = this.open(actor, 'token', token);
    if (opened[0] !== 'exercise') throw foreign('token');
    const [, kind, nonce, day, before] = opened;
    const exercise = this.exercise(actor, kind, nonce, day);
    const values = comparedWith(exercise, given);
    const right = values.every((value) => value.right);
    const tally = counted(before, kind, right);
    return { right, values, explanation: explain(exercise), sitting: this.sign(actor, ['sitting', tally]), tally: viewOf(tally), mastered: isMastered(tally) };
  }

  private exercise(actor: Actor, kind: ExerciseKind, nonce: string, day: string) {
    return newExercise(kind, this.mac(`mrz-seed:${actor.userId}:${nonce}`), new Date(day));
  }

  private tallyOf(actor: Actor, sitting: string | undefined): Tally {
    if (sitting === undefined) return newTally();
    const opened = this.open(actor, 'sitting', sitting);
    if (opened[0] !== 'sitting') throw foreign('sitting');
    return opened[1];
  }

  private sign(actor: Actor, token: Token): string {
    const text = Buffer.from(JSON.stringify(token)).toString('base64url');
    return `${text}.${this.mac(`mrz:${actor.userId}:${text}`)}`;
  }

  private open(actor: Actor, path: string, token: string): Token {
    const [text = '', mac = ''] = token.split('.');
    const [wanted, sent] = [Buffer.from(this.mac(`mrz:${actor.userId}:${text}`)), Buffer.from(mac)];
    if (sent.length !== wanted.length || !timingSafeEqual(sent, wanted)) throw foreign(path);
    return JSON.parse(Buffer.from(text, 'base64url').toString()) as Token;
  }

  private mac(text: string): string {
    return createHmac('sha256', this.settings.cursorSecret).update(text).digest('base64url');
  }
}

const foreign = (path: string) => invalid([{ path, message: 'This exercise was not drawn for you here. Begin another one.' }]);
