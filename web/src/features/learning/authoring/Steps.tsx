import { Trans } from '@lingui/react/macro';
import type { Step } from '../../../api/learning';
import { Blocks } from '../blocks/Blocks';
import { live } from '../blocks/live';

/** A text as readers see it, its steps one below the other. */
export function Steps({ steps, course, lesson, language }: { steps: readonly Step[]; course: string; lesson: string; language: string }) {
  return steps.map((step, index) => (
    <article key={index} className="text-step">
      <p className="small muted numbers"><Trans>Step {index + 1}</Trans></p>
      {step.title && <h3 className="text-step-title" dir="auto" lang={language}>{step.title}</h3>}
      <div className="lesson" dir="auto" lang={language}><Blocks blocks={step.blocks} around={{ course, enrolment: null, lesson, textOnly: false, toLesson: (_, words) => <u>{words}</u>, live }} /></div>
    </article>
  ));
}
