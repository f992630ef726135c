import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { held } from '../support/parquet-damage';

/** A copy of the files that Parquet's own project tests readers with. */
const FOLDER = resolve(process.env['LEADLENS_PARQUET_TESTING'] ?? '.cache/parquet-testing');
const FOLDERS = ['data', 'data/geospatial', 'data/aes256', 'bad_data'];
const isThere = FOLDERS.every((folder) => existsSync(join(FOLDER, folder)));

/** Rows, a digest of all values, and the columns that are refused; or that the file is. */
async function answerOf(path: string): Promise<string> {
  const file = await held(new Uint8Array(readFileSync(path)), null);
  if (file instanceof Error) return 'refused';
  const columns = Object.entries(file.columns);
  const refused = columns.filter(([, values]) => values instanceof Error).map(([name]) => name);
  const read = columns.filter(([, values]) => !(values instanceof Error));
  const digest = createHash('sha256').update(JSON.stringify(read)).digest('hex').slice(0, 16);
  const without = refused.length > 0 ? `, refused: ${refused.join(' ')}` : '';
  return `${String(file.rows)} rows, ${String(read.length)} columns, ${digest}${without}`;
}

describe('The files of apache/parquet-testing', () => {
  // The answers were compared with those of pyarrow 26, value by value.
  it.skipIf(!isThere)(
    `are read as pyarrow reads them, or refused (needs a copy in .cache/parquet-testing, or where LEADLENS_PARQUET_TESTING says)`,
    async () => {
      const lines: string[] = [];
      for (const folder of FOLDERS)
        for (const name of readdirSync(join(FOLDER, folder)).sort())
          if (/\.parquet(?:\.encrypted)?$/.test(name))
            lines.push(`${folder}/${name}: ${await answerOf(join(FOLDER, folder, name))}`);
      await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('parquet-testing.txt');
    },
    120_000,
  );
});
