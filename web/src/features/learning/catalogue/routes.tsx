import { worded } from '../../../i18n/i18n';
import { later } from '../../../ui/later';
import { texts as cohorts } from '../cohorts/texts';
import { together } from '../../../i18n/together';
import { texts as own } from './texts';

export { CatalogueScreen } from './CatalogueScreen';
export { CourseScreen } from './CourseScreen';
export { MyCoursesScreen } from './MyCoursesScreen';
export { NomineesScreen } from './NomineesScreen';
/** The trainer brings its own texts. It is reached from here, so that the first page need not know of it. */
export const ZoneScreen = later(async () => (await worded(import('../mrz/routes'))).ZoneScreen);

/** Where a nominee stands against the seats of a cohort is said in the words of cohorts. */
export const texts = together(own, cohorts);

/** Fetched with its own texts, by the few who bring courses in. */
export const PackagesScreen = later(async () => (await worded(import('../packages/importing'))).PackagesScreen);
