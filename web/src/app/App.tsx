import { I18nProvider } from '@lingui/react';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { i18n, worded } from '../i18n/i18n';
import { queries } from './queries';
import { router } from './router';
import { later } from '../ui/later';
import { useSignedOut } from '../api/signed-out';

const SignedOut = later(async () => (await worded(import('../features/account/routes'))).SignedOut);

export function App() {
  return (
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
        <Again />
      </QueryClientProvider>
    </I18nProvider>
  );
}

/** Asks for a new sign-in when the session has ended under an open screen. */
function Again() {
  return useSignedOut() ? <SignedOut /> : null;
}
