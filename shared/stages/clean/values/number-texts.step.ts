import type { TableSpec } from '../../../sql/model';
import type { Workspace } from '../../../sql/workspace';
import { decimalText, NUMBER_SHAPES, type NumberText } from './number-text';

/**
 * Fills a table with the number texts that are not written plainly, each once, with all that they can mean.
 * @param contentKey changes with the records that they are of
 * @param texts asked for only when the table does not stand
 */
export const fillNumberTexts = (
  workspace: Workspace,
  table: TableSpec,
  contentKey: string,
  texts: () => ReadonlyMap<string, NumberText>,
): Promise<boolean> =>
  workspace.fill(table, contentKey, async (into) => {
    const numbers = texts();
    if (numbers.size === 0) return;
    const read = [...numbers.values()];
    await into.append({
      text: { type: 'text', values: [...numbers.keys()] },
      reading: { type: 'text', values: read.map((number) => decimalText(number, false, false)) },
      with_dot_groups: {
        type: 'text',
        values: read.map((number) =>
          number.shape === NUMBER_SHAPES.oneDot ? decimalText(number, true, false) : null,
        ),
      },
      with_comma_groups: {
        type: 'text',
        values: read.map((number) =>
          number.shape === NUMBER_SHAPES.oneComma ? decimalText(number, false, true) : null,
        ),
      },
      is_negative: { type: 'integer', values: Int32Array.from(read, ({ isNegative }) => Number(isNegative)) },
      currency: { type: 'text', values: read.map(({ currency }) => currency) },
    });
  });
