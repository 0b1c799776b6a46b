import { I18nProvider } from '@lingui/react';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { i18n } from '../i18n/i18n';
import { queries } from './queries';
import { router } from './router';
import { SignedOut } from './SignedOut';

export function App() {
  return (
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
        <SignedOut />
      </QueryClientProvider>
    </I18nProvider>
  );
}
