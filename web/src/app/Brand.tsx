import './shell.css';

/** The mark: a table, a focus, a horizon. */
export function Brand() {
  return (
    <span className="brand" lang="en" dir="ltr" translate="no">
      <svg className="logo" viewBox="0 0 32 32" aria-hidden="true">
        <path d="M3.5 16a12.5 12.5 0 0 0 25 0z" fill="currentColor" opacity=".26" />
        <circle cx="16" cy="16" r="13.25" fill="none" stroke="currentColor" strokeWidth="2.5" />
        <circle cx="16" cy="16" r="6.6" className="logo-ground" />
        <circle cx="16" cy="16" r="4.6" className="logo-centre" />
      </svg>
      Focalpoint
    </span>
  );
}
