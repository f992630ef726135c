/** A sheet of a workbook with something in it. */
export interface Sheet {
  readonly name: string;
  /** Whether programs for workbooks do not show it. */
  readonly isHidden: boolean;
  /** Its rows without blank ones, all of the same length; empty cells are empty texts. */
  readonly rows: readonly (readonly string[])[];
}

/** Spreadsheets in the format of Excel since 2007 (.xlsx, .xlsm). */
export interface Workbooks {
  /**
   * Reads the sheets of a workbook as texts: dates as ISO 8601 where the cell has a date format, numbers with the
   * digits that are stored, errors of formulas as they are shown (`#REF!`).
   * @param path for faults
   * @throws LeadlensError of kind `input`: `bad_workbook`, `workbook_too_large`
   */
  read(bytes: Uint8Array, path: string): Promise<readonly Sheet[]>;
}
