/**
 * Files that come in parts and go on where they broke off, as tus 1.0 says it: received part by part, sealed as they come, joined when they are
 * whole, swept when nobody goes on. What they are for, who may send them and what becomes of one is its destination's, which a room is.
 */
export type { Destination, Finish, Opened } from './destination.js';
export { Joining } from './joining.js';
export { Reception } from './reception.js';
export { speaksTus } from './tus.js';
export { Announces, SendsPart, Tus } from './tus-routes.js';
export { standing, type Upload } from './upload.js';
export { Announcement, Standing, UploadProblemView } from './upload.dto.js';
export { Uploads } from './uploads.js';
export { UploadsModule } from './uploads.module.js';
