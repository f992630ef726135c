/** What spreadsheets write in place of a value that they cannot compute or have no room for. */
const SPREADSHEET_ERROR = /^#(?:REF!|N\/A|DIV\/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|ERROR!|#+)$/i;

/** Whether a text is what a spreadsheet writes in place of a value. */
export const isSpreadsheetError = (text: string): boolean => SPREADSHEET_ERROR.test(text);
