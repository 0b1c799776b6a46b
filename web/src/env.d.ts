declare module '*.po' {
  import type { Messages } from '@lingui/core';
  export const messages: Messages;
}

declare module '*.svg' {
  const address: string;
  // The bundler knows no other form for the address of a file.
  export default address;
}
