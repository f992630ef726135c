import { allRows, type GridCell, type GridQuery } from '../../shared/contract/grid';
import type { ProjectSettings } from '../../shared/contract/project';
import type { RunOutcome } from '../../shared/contract/run';
import { FOLDER, openEngine, settingsWith } from './engine';
import { memoryFiles } from './memory-files';

/** A row of a table, by column names. */
export type Row = Readonly<Record<string, GridCell>>;

export interface TableRun {
  readonly outcome: RunOutcome;
  readonly rows: readonly Row[];
}

/** As the records stand in their files. */
export const BY_RECORD: GridQuery['sort'] = [
  { column: 'file', direction: 'asc' },
  { column: 'record_number', direction: 'asc' },
];

/** Runs a folder of text files, given line by line; then a table of it, its first 200 rows. */
export async function runTable(
  files: Readonly<Record<string, readonly string[]>>,
  table: string,
  settings: Partial<ProjectSettings> = {},
  sort: GridQuery['sort'] = BY_RECORD,
): Promise<TableRun> {
  const texts = Object.entries(files).map(([path, lines]) => [path, `${lines.join('\n')}\n`] as const);
  const engine = await openEngine(memoryFiles(Object.fromEntries(texts)));
  try {
    const outcome = await engine.client.call('run', { folder: FOLDER, settings: settingsWith(settings) });
    const page = await engine.client.call('page', {
      query: { ...allRows(table), sort },
      offset: 0,
      limit: 200,
    });
    const rows = page.rows.map((row) =>
      Object.fromEntries(page.columns.map(({ name }, i) => [name, row[i] ?? null])),
    );
    return { outcome, rows };
  } finally {
    await engine.close();
  }
}
