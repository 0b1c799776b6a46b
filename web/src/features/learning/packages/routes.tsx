export { PackageLesson } from './PackageLesson';
export { PackagesScreen } from './PackagesScreen';
export { texts } from './texts';
