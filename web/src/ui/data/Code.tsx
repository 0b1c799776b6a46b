import './data.css';

/** A short code in a quiet frame, even in width, never translated. */
export function Code({ children }: { children: string }) {
  return <span className="code" translate="no">{children}</span>;
}
