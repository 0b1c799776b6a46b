import { commonAncestor, type Activity } from './activity.js';

/** What a learner or a SCO may wish (SN 5.4, RTE `adl.nav.request`); choice and jump name their target. */
export type Request =
  | { kind: 'start' | 'resumeAll' | 'continue' | 'previous' | 'exit' | 'exitAll' | 'abandon' | 'abandonAll' | 'suspendAll' }
  | { kind: 'choice' | 'jump'; target: string };

export type Termination = 'exit' | 'exitAll' | 'abandon' | 'abandonAll' | 'suspendAll';
export type Sequencing = 'start' | 'resumeAll' | 'continue' | 'previous' | 'choice' | 'jump' | 'retry' | 'exit';

/** What a wish comes to: what ends first, and what is asked of sequencing then; or the code of SN why it is none. */
export type Navigation = { termination?: Termination; sequencing: Sequencing; target?: Activity } | { refused: string };

const refused = (code: string): Navigation => ({ refused: code });

/** NB.2.1: whether a wish makes sense where the learner stands. */
export function navigation(request: Request, current: Activity | undefined, suspended: Activity | undefined, target: Activity | undefined): Navigation {
  const exitFirst = current?.isActive ? { termination: 'exit' as const } : {};
  switch (request.kind) {
    case 'start': return current ? refused('NB.2.1-1') : { sequencing: 'start' };
    case 'resumeAll': return current ? refused('NB.2.1-1') : suspended ? { sequencing: 'resumeAll' } : refused('NB.2.1-3');
    case 'continue':
      if (!current) return refused('NB.2.1-2');
      return current.parent?.definition.flow ? { ...exitFirst, sequencing: 'continue' } : refused('NB.2.1-4');
    case 'previous':
      if (!current) return refused('NB.2.1-2');
      if (!current.parent) return refused('NB.2.1-6');
      return current.parent.definition.flow && !current.parent.definition.forwardOnly ? { ...exitFirst, sequencing: 'previous' } : refused('NB.2.1-5');
    case 'choice': return target ? choice(target, current, exitFirst) : refused('NB.2.1-11');
    case 'jump':
      if (!current) return refused('NB.2.1-2');
      return target && (target.parent?.available.includes(target) ?? true) ? { ...exitFirst, sequencing: 'jump', target } : refused('NB.2.1-11');
    case 'exit':
      if (!current) return refused('NB.2.1-2');
      return current.isActive ? { termination: 'exit', sequencing: 'exit' } : refused('NB.2.1-12');
    case 'abandon':
      if (!current) return refused('NB.2.1-2');
      return current.isActive ? { termination: 'abandon', sequencing: 'exit' } : refused('NB.2.1-12');
    default: return current ? { termination: request.kind, sequencing: 'exit' } : refused('NB.2.1-2');
  }
}

/** A choice may leave what is under way only where every activity it would end lets go (`choiceExit`). The common ancestor does not end. */
function choice(target: Activity, current: Activity | undefined, exitFirst: { termination?: 'exit' }): Navigation {
  if (target.parent && !target.parent.definition.choice) return refused('NB.2.1-10');
  if (!current) return { sequencing: 'choice', target };
  const ancestor = commonAncestor(current, target);
  const left = current.path.filter((activity) => activity === current || (activity !== ancestor && activity.isWithin(ancestor)));
  if (target !== current && left.some(({ isActive, definition }) => isActive && !definition.choiceExit)) return refused('NB.2.1-8');
  return { ...exitFirst, sequencing: 'choice', target };
}
