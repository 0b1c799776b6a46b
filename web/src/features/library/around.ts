import { worded } from '../../i18n/i18n';

/** Everything around the list, with its texts. */
export const around = () => worded(import('./around/around'));
