/** Control characters, what turns the direction of text, and what ends a line beside LF. */
const UNPRINTABLE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

const code = (character: string): string =>
  `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;

/** Whether a name holds characters that a terminal or a screen would obey instead of showing. */
export const hasUnprintable = (name: string): boolean => name.search(UNPRINTABLE) >= 0 || name.includes('\n');

/**
 * A text for a terminal: what the terminal would obey stands as its code, such as `\u001b`. Line ends stay. JSON
 * stays the JSON that it is.
 */
export const printable = (text: string): string => text.replace(UNPRINTABLE, code);

/** A name for people: as `printable`, and on one line. */
export const printableName = (name: string): string => printable(name).replaceAll('\n', '\\u000a');
