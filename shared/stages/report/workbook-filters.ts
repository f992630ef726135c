import {
  getCellAddress,
  getOrderOfSiblings,
  getSelfClosingTagMarkup,
  insertElementMarkupAccordingToOrderOfSiblings,
} from 'write-excel-file/utility';
import type { Feature } from 'write-excel-file/universal';

/**
 * Buttons in the head of each sheet by which its rows are filtered and sorted.
 * @param sizes of each sheet: rows to filter with the head, and columns; null where it has none
 */
export const filters = (
  sizes: readonly ({ readonly rows: number; readonly columns: number } | null)[],
): Feature<Blob> => ({
  files: {
    transform: {
      'xl/worksheets/sheet{id}.xml': {
        transform: (xml, _, { sheetIndex }) => {
          const size = sizes[sheetIndex] ?? null;
          if (size === null || size.rows < 2) return xml;
          const ref = `A1:${getCellAddress(size.rows - 1, size.columns - 1)}`;
          return insertElementMarkupAccordingToOrderOfSiblings(
            xml,
            getSelfClosingTagMarkup('autoFilter', { ref }),
            getOrderOfSiblings('xl/worksheets/sheet{id}.xml', 'worksheet') ?? [],
            'worksheet',
          );
        },
      },
    },
  },
});
