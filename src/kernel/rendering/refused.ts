/** A file of which no rendition can be made, and in a word why. */
export class Refused extends Error {
  constructor(readonly code: 'unreadable' | 'locked' | 'too-large') {
    super(code);
  }
}
