/** What the walk sees in the page: plain values that cross from it. */

/** A chart that can be chosen from. */
export interface PictureOfPage {
  readonly place: number;
  readonly title: string;
  /** Whether its marks stand alone, without an axis of names that can be clicked too. */
  readonly isOfMarks: boolean;
  /** Of its table twin. */
  readonly rows: number;
}

/** A mark of a chart that the pointer can hit, or a place of its axis of names. */
export interface PictureMark {
  /** null: a place of the axis of names, beside its marks. */
  readonly series: string | null;
  readonly index: number;
  /** Where the pointer brings up what it says; pixels of the window. */
  readonly tip: readonly [x: number, y: number];
  /** Where it is clicked. */
  readonly at: readonly [x: number, y: number];
}

/** Where a button is looked for: on the screen, or in the panel beside it. */
export type Part = 'screen' | 'panel';

/** A button of the screen. */
export interface ButtonOfPage {
  readonly place: number;
  /** The heading that it stands under. */
  readonly under: string;
  /** The label where it is a tile, else empty. */
  readonly tile: string;
  /** What it says; of a tile its number. */
  readonly text: string;
  /** What a tile says below its number. */
  readonly detail: readonly string[];
  /** Its accessible name where that is another one. */
  readonly name: string;
  /** The cells of its line by the heads of the table; empty outside of tables. */
  readonly row: readonly (readonly [head: string, cell: string])[];
  /** The head of its column. */
  readonly column: string;
  /** The whole entry of the list that it stands in. */
  readonly beside: string;
  readonly isDisabled: boolean;
}

/** What a click brought. */
export interface Opened {
  readonly kind: 'rows' | 'panel' | 'moved' | 'nothing' | 'fault';
  readonly title: string;
  readonly subtitle: string;
  /** As the panel says it: "1,157 rows". */
  readonly count: string;
  /** What the panel says of its rows beside their count, such as a sum. */
  readonly says: readonly (readonly [name: string, value: string])[];
  /** Of the panel, as text. */
  readonly query: string;
  readonly where: string;
  /** Whether what was clicked is out of sight now. */
  readonly isCovered: boolean;
}

/** A file as the page wrote it. */
export interface SavedFile {
  /** What it holds the rows of. */
  readonly query: string;
  readonly text: string;
}

/** A page of rows, as the engine gives it. */
export interface Rows {
  readonly columns: readonly { readonly name: string; readonly label: string; readonly kind: string }[];
  readonly rows: readonly (readonly (string | number | boolean | null)[])[];
  readonly total: number;
}
