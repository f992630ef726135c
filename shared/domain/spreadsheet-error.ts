/** A regular expression, to be matched without case against a whole text. */
export const SPREADSHEET_ERROR = String.raw`#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|ERROR!|#+)`;

const PATTERN = new RegExp(`^${SPREADSHEET_ERROR}$`, 'i');

/** Whether a text is what a spreadsheet writes in place of a value that it cannot compute or has no room for. */
export const isSpreadsheetError = (text: string): boolean => PATTERN.test(text);
