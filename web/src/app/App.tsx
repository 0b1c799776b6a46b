import { I18nProvider } from '@lingui/react';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect } from 'react';
import { i18n, worded } from '../i18n/i18n';
import { queries } from './queries';
import { router } from './router';
import { later } from '../ui/later';
import { signedOut } from '../api/signed-out';
import { stepUp } from '../api/step-up';

const account = () => worded(import('./account'));
const SignedOut = later(async () => (await account()).SignedOut);
const StepUp = later(() => account().then((parts) => parts.StepUp, () => Unasked));

export function App() {
  return (
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
        <Asked />
      </QueryClientProvider>
    </I18nProvider>
  );
}

/** What is asked over any open screen: to sign in again when the session has ended, or to confirm who one is. */
function Asked() {
  const answer = stepUp.use();
  return <>{answer && <StepUp onAnswer={answer} />}{signedOut.use() && <SignedOut />}</>;
}

/** The dialog could not be fetched: the call is refused as it was, and says so. */
function Unasked({ onAnswer }: { onAnswer: (confirmed: boolean) => void }) {
  useEffect(() => onAnswer(false), [onAnswer]);
  return null;
}
