import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HeaderReader } from '../../shared/stages/clean/records/header-reader';
import { COLUMNS, pollutedFile, type PollutedFile } from '../support/polluted-files';
import { folded, freshRows, plainLayout, scanText } from '../support/scan-text';

const header = new HeaderReader({
  headers: COLUMNS,
  aliases: [],
  columns: COLUMNS.map((name) => ({
    names: [name],
    isKey: name === 'day' || name === 'campaign',
    isNeeded: name !== 'note',
  })),
  keyOf: (name) => name.trim().toLowerCase(),
});

const written = (fields: readonly string[]): string => JSON.stringify(fields.map(folded));

/** What is wrong of a file and nobody is told. */
async function silentlyWrong({ text, delimiter, records, lines }: PollutedFile): Promise<readonly string[]> {
  const result = await scanText(text, plainLayout(COLUMNS.length, { delimiter, header, keys: [0, 1] }));
  const told = new Set(
    result.remarks.filter(({ kind }) => kind !== 'header').map(({ record }) => record - 1),
  );
  const shown = [...result.remarks, ...result.rejected].map((of) => of.text.replaceAll('\0', ''));
  const left = new Map<string, number>();
  for (const fields of records) left.set(written(fields), (left.get(written(fields)) ?? 0) + 1);
  const wrong: string[] = [];
  for (const [id, ...fields] of freshRows(result)) {
    const row = written(fields);
    const open = left.get(row) ?? 0;
    if (open > 0) left.set(row, open - 1);
    else if (!told.has(Number(id))) wrong.push(`row ${row}`);
  }
  // A record that did not come out is shown with its line.
  records.forEach((fields, i) => {
    const open = left.get(written(fields)) ?? 0;
    if (open === 0) return;
    const line = lines[i] ?? '';
    if (shown.some((of) => of.includes(line.trim()))) left.set(written(fields), open - 1);
  });
  for (const [row, open] of left) if (open > 0) wrong.push(`lost ${row}`);
  return wrong;
}

/** `LEADLENS_POLLUTED_FILES=20000` tries more files than every run does. */
const FILES = Number(process.env['LEADLENS_POLLUTED_FILES'] ?? 300);

describe('Of any polluted file', () => {
  it(
    'each record is read exactly as it was, or rejected or remarked where a user sees it',
    async () => {
      await fc.assert(
        fc.asyncProperty(pollutedFile, async (file) => {
          expect(await silentlyWrong(file)).toEqual([]);
        }),
        { numRuns: FILES },
      );
    },
    FILES * 1000,
  );
});
