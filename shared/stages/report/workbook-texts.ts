/** A character that XML cannot hold: the library leaves it out when it writes. */
const NEVER_WRITTEN = '\u0000';

/**
 * A text for the library, which numbers texts in a plain object: what every object inherits would be taken for such a
 * number, and a cell that says `constructor` would make the workbook unreadable. These few are told apart by a character that is
 * never written.
 */
export const numberedText = (text: string): string =>
  text in Object.prototype ? `${NEVER_WRITTEN}${text}` : text;
