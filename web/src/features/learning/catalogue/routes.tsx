export { CatalogueScreen } from './CatalogueScreen';
export { CourseScreen } from './CourseScreen';
export { MyCoursesScreen } from './MyCoursesScreen';
export { NomineesScreen } from './NomineesScreen';
export { texts } from './texts';
