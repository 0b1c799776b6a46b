/** In which a course can be written in the browser. */
export const languages = ['en', 'ar', 'bn', 'fa', 'fr', 'hi', 'id', 'km', 'lo', 'ms', 'my', 'ne', 'si', 'ta', 'th', 'ur', 'vi', 'zh'];
