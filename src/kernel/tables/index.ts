/** Lists as files: CSV, XLSX and JSON, streamed, formula-safe, with their marking in them. Which rows they hold is the caller's. */
export { writeTable, type Column, type Table, type TableFormat, type Written } from './tables.js';
export { attach } from './attach.js';
