/**
 * Files are looked into before anybody gets them, and again when scanners know more. It knows where a file lies and what was found, not what it
 * belongs to: the rooms act on what it finds.
 */
export { Inspector, type Inspection, type Rejection } from './inspector.js';
export { InspectionModule } from './inspection.module.js';
export { Quarantine } from './quarantine.js';
