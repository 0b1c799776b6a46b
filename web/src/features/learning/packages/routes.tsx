export { PackageLesson } from './PackageLesson';
export { texts } from './texts';
