import { open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { nodeFileSource } from '../../electron/headless/file-source-node';
import { allRows } from '../../shared/contract/grid';
import { REPORT_SECTIONS } from '../../shared/contract/report';
import { writeCsv } from '../../shared/queries/grid/csv';
import { lit, raw, sql } from '../../shared/sql/sql';
import { Workspace } from '../../shared/sql/workspace';
import { srcCellIssues } from '../../shared/stages/clean/records/src-unreadable';
import { collected, onlyFile } from '../support/collected';
import { FOLDER, openEngine, settingsWith } from '../support/engine';
import { freshDatabase } from '../support/reused-database';

const MEGABYTE = 1e6;

const seconds = (since: number): string => ((performance.now() - since) / 1000).toFixed(2);

const resident = (): number => process.memoryUsage.rss() / MEGABYTE;

/** Text with what CSV has to quote, one row in ten null. */
const CONTENT = `'data_' || (i % 22) || '.csv' as file, cast(i as integer) as record_number, 'column, "' || (i % 7) as column_name,
  case when i % 10 = 0 then null else 'value ' || i || chr(10) || md5(cast(i as varchar)) end as raw_value, 'no date' as reason`;

/** One number for all rows, whatever their order. */
const DIGEST = `select cast(count(*) as integer), cast(bit_xor(hash(file, cast(record_number as integer), column_name, raw_value, reason)) as varchar)`;

/** What stands in memory once what is garbage is gone, where the garbage collector can be asked. */
function settledMemory(): number {
  globalThis.gc?.();
  return resident();
}

/** Writes a table of so many rows as CSV, and prints time, memory and whether a native database reads the same table. */
export async function printExport(rows: number): Promise<void> {
  const workspace = new Workspace(await freshDatabase(), 'bench');
  workspace.begin();
  await workspace.fill(srcCellIssues, String(rows), (into) =>
    into.insert(sql`select ${raw(CONTENT)} from range(${lit(rows)}) t(i)`),
  );
  await workspace.commit();
  const [count, digest] = (await workspace.read(sql`${raw(DIGEST)} from ${srcCellIssues}`)).rows()[0] ?? [];
  const place = join(tmpdir(), `leadlens-bench-${String(process.pid)}.csv`);
  const file = await open(place, 'w');
  const before = settledMemory();
  const marks: number[] = [];
  let peak = before;
  let written = 0;
  const startedAt = performance.now();
  await writeCsv(
    workspace,
    allRows(srcCellIssues.name),
    { byteOrderMark: false, raw: true },
    async ({ bytes }) => {
      await file.write(bytes);
      written += 1;
      peak = Math.max(peak, resident());
      if (written % 50 === 0) marks.push(resident());
    },
    new AbortController().signal,
  );
  const took = (performance.now() - startedAt) / 1000;
  await file.close();
  const after = settledMemory();
  const native = await (await DuckDBInstance.create()).connect();
  const read = await native.runAndReadAll(
    `${DIGEST} from read_csv('${place}', header = true, all_varchar = true, allow_quoted_nulls = false, max_line_size = 1000000)`,
  );
  const [readCount, readDigest] = read.getRows()[0] ?? [];
  native.closeSync();
  process.stdout.write(
    [
      `export: ${rows.toLocaleString('en-US')} rows as CSV, ${((await stat(place)).size / MEGABYTE).toFixed(0)} MB`,
      `  time                  ${took.toFixed(1)} s, ${Math.round(rows / took).toLocaleString('en-US')} rows a second`,
      `  memory                ${before.toFixed(0)} MB before, ${peak.toFixed(0)} MB at most (+${(peak - before).toFixed(0)}), ${after.toFixed(0)} MB after; on the way ${marks.map((m) => m.toFixed(0)).join(', ')}`,
      `  same table            ${readCount === count && readDigest === digest ? 'yes' : `NO: ${String(readCount)} rows of ${String(count)}`}`,
      '',
    ].join('\n'),
  );
  await rm(place);
}

/** Makes the report of a folder of exports as a PDF, and prints how long that took: first with the loading of what draws it. */
export async function printPdf(folder: string): Promise<void> {
  const engine = await openEngine(await nodeFileSource(folder));
  await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
  const request = {
    what: ['pdf' as const],
    paper: 'a4' as const,
    sections: [...REPORT_SECTIONS],
    place: folder,
    writtenAt: new Date().toISOString(),
    zipped: false,
    withManifest: false,
  };
  for (const which of ['first', 'again']) {
    const since = performance.now();
    const bytes = onlyFile(await collected(engine.client, 'export', request));
    process.stdout.write(
      `pdf: ${basename(folder)}, ${which}  ${seconds(since)} s, ${(bytes.length / 1000).toFixed(0)} kB\n`,
    );
  }
  await engine.close();
}
