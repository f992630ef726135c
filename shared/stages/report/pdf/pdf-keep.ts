import type { PdfNode } from './pdf-node';

/** A cell as the library is given it: it reads where it must begin a page from the cell itself. */
type Cell = { pageBreak?: 'before'; [key: string]: PdfNode };

/** What the library tells of a node that it has placed. */
export interface PlacedNode {
  readonly id?: string;
  readonly headlineLevel?: number;
  readonly pageNumbers: readonly number[];
  readonly startPosition: { readonly verticalRatio: number };
}

/** What else it has placed there. */
export interface PlacedAround {
  getFollowingNodesOnPage(): readonly PlacedNode[];
  getNodesOnNextPage(): readonly PlacedNode[];
  getPreviousNodesOnPage(): readonly PlacedNode[];
}

/** A heading so low has no room for what it heads. Of the height between the margins. */
const LOWEST: Readonly<Record<number, number>> = { 1: 0.8, 2: 0.85, 3: 0.88 };

/** What is placed together with what: no heading, row or line stands alone on a page. */
export class KeptTogether {
  /** Cells of the last row but one of each table, by the id of its first cell. */
  readonly #rows = new Map<
    string,
    { readonly cells: readonly Cell[]; readonly before: string; readonly last: string }
  >();
  #tables = 0;

  /**
   * Marks the rows of a table, so that its last one goes to no page by itself.
   * @param body rows of cells, heads included; cells that are plain texts become nodes
   */
  table(body: readonly (readonly PdfNode[])[]): PdfNode[][] {
    const name = `table ${String((this.#tables += 1))}`;
    const id = (row: number): string => `${name} row ${String(row)}`;
    const cells = body.map((row, at) =>
      row.map((cell, column): Cell => ({
        ...nodeOf(cell),
        ...(column === 0 ? { id: id(at) } : {}),
      })),
    );
    const last = body.length - 1;
    const pulled = cells[last - 1];
    // With less above it there would be another row alone.
    if (last >= 3 && pulled)
      this.#rows.set(id(last - 1), { cells: pulled, before: id(last - 2), last: id(last) });
    return cells;
  }

  /** Whether a page begins before a node; asked by the library until nothing changes any more. */
  breaksBefore(node: PlacedNode, around: PlacedAround): boolean {
    const lowest = LOWEST[node.headlineLevel ?? 0];
    if (lowest !== undefined)
      return node.startPosition.verticalRatio > lowest || around.getFollowingNodesOnPage().length === 0;
    const row = this.#rows.get(node.id ?? '');
    if (!row || !around.getNodesOnNextPage().some(({ id }) => id === row.last)) return false;
    const isOnNext = around.getNodesOnNextPage().some(({ id }) => id === node.id);
    const hasAbove = around.getPreviousNodesOnPage().some(({ id }) => id === row.before);
    if (isOnNext || !hasAbove) return false;
    // The whole row goes: the library breaks cell by cell.
    for (const cell of row.cells) cell.pageBreak = 'before';
    return true;
  }
}

const nodeOf = (cell: PdfNode): Cell =>
  typeof cell === 'object' && cell !== null && !Array.isArray(cell)
    ? { ...(cell as Readonly<Record<string, PdfNode>>) }
    : { text: cell ?? '' };
