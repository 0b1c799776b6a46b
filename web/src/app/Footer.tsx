import { Trans } from '@lingui/react/macro';

export function Footer() {
  return (
    <footer className="foot">
      <div className="wrap">
        <p><Trans>Use is recorded. No nationally classified information.</Trans></p>
        <ul>
          <li><a href="/api/docs"><Trans>API documentation</Trans></a></li>
        </ul>
      </div>
    </footer>
  );
}
