import { Children, Fragment, isValidElement, type ReactNode } from 'react';
import './data.css';

/** Facts about a record in one line, divided by a middle dot, each isolated so that Latin values stay whole in Arabic. */
export function Meta({ lead, children }: { /** Stands before the facts, without a dot. */ lead?: ReactNode; children: ReactNode }) {
  const facts = Children.toArray(children).filter((fact) => fact !== '');
  return (
    <p className="meta">
      {lead}{facts.map((fact, index) => <Fragment key={isValidElement(fact) ? fact.key : index}>{index > 0 && ' '}<span><bdi>{fact}</bdi></span></Fragment>)}
    </p>
  );
}
