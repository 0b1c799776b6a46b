import type { ReactNode } from 'react';
import { Icon } from '../ui/icon/Icon';
import { sentence } from './sentence';
import './marking.css';

/** The reason under a record: the eye and one sentence, in the words of the policy. `before` is ours, `because` the server's. */
export function Why({ because, before, muted = false }: { because: string; before?: ReactNode; muted?: boolean }) {
  return (
    <p className={muted ? 'why muted' : 'why'}>
      <Icon name="eye" small /><span>{before}{before && ' '}<bdi lang="en">{sentence(because, !!before)}</bdi></span>
    </p>
  );
}

/** The same shape for a refusal. */
export function WhyNot({ because }: { because: string }) {
  return <p className="why"><Icon name="lock" small /><bdi lang="en">{sentence(because)}</bdi></p>;
}
