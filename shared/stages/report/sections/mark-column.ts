/** The column of a table that says what to know to take a number for what it is. */
export const MARK_COLUMN = { label: 'To know', kind: 'text' as const };
