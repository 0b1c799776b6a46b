/** In which a course can be written in the browser. */
export const languages = ['en', 'ar', 'bn', 'fa', 'fr', 'hi', 'id', 'km', 'lo', 'ms', 'my', 'ne', 'si', 'ta', 'th', 'ur', 'vi', 'zh'];

/** Written from right to left. */
const fromTheRight = ['ar', 'fa', 'ur'];

/** How a field for a language is written in: an empty one could not tell by itself. */
export const directionOf = (language: string) => (fromTheRight.includes(language.split('-')[0] ?? '') ? 'rtl' : 'auto');
