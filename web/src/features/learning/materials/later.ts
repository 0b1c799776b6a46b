import { worded } from '../../../i18n/i18n';
import { later } from '../../../ui/later';

/** The list of documents, fetched with its texts where a screen first shows one. */
export const Materials = later(async () => (await worded(import('./shown'))).Materials);
