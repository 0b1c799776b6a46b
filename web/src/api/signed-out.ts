import { shared } from './shared';

/** Whether the server has answered that nobody is signed in any more, while a screen is open. */
export const signedOut = shared(false);
