export { VideoBlock } from './VideoBlock';
export { texts } from './texts';
