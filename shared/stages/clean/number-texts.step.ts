import { isPlainNumber } from '../../sql/number-verbs';
import { ident, join, raw, sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import { readNumberText } from './number-text';
import { numberFields, type ShapeSpec } from './text-shapes.model';

/**
 * Takes each distinct number text that is not written plainly apart, once for all columns of the table: SQL would ask
 * a score of regular expressions of every column.
 * @param contentKey changes with the records of the table
 */
export async function readNumberTexts(
  workspace: Workspace,
  spec: ShapeSpec,
  contentKey: string,
  signal: AbortSignal,
): Promise<void> {
  await workspace.fill(spec.numbers, contentKey, async (into) => {
    const columns = numberFields(spec).map(
      (field) =>
        sql`select ${ident(field)} as text from ${spec.table} where ${ident(field)} <> '' and not ${isPlainNumber(ident(field))}`,
    );
    const found = await workspace.query(
      sql`select distinct text from (${join(columns, raw(' union all '))})`,
      signal,
    );
    const texts = Array.from(found.column(0), String);
    if (texts.length === 0) return;
    const numbers = texts.map(readNumberText);
    await into.append({
      text: { type: 'text', values: texts },
      core: { type: 'text', values: numbers.map(({ core }) => core) },
      shape: { type: 'integer', values: Int32Array.from(numbers, ({ shape }) => shape) },
      is_negative: {
        type: 'integer',
        values: Int32Array.from(numbers, ({ isNegative }) => Number(isNegative)),
      },
      currency: { type: 'text', values: numbers.map(({ currency }) => currency) },
    });
  });
}
