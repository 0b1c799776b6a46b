export { AddVideo } from './AddVideo';
export { texts } from './texts';
