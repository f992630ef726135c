import { chmod, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nodeFileSource } from '../../electron/headless/file-source-node';
import { checkOutFolder, writeOut } from '../../electron/headless/out-folder';
import type { RunOutcome } from '../../shared/contract/run';
import { FUNNEL_KEYS } from '../../shared/contract/summary';
import { FOLDER, openEngine, settingsWith, type TestEngine } from '../support/engine';
import { codeOf } from '../support/faults';
import { sampleFolder, sourceOf } from '../support/samples';
import { temporaryFolder } from '../support/temporary-folder';

const STEPS = ['set', 'appointment', 'demo', 'sale', 'net_sale'] as const;

describe('the folder of --out', () => {
  let engine: TestEngine;
  let outcome: RunOutcome;
  let directory: string;
  let made: string;

  const written = (to: string, signal = new AbortController().signal): Promise<void> =>
    writeOut({ directory: to, engine: engine.client, place: 'exports', paper: 'a4', signal });

  beforeAll(async () => {
    const folder = await sampleFolder({ leads: 300, snapshots: 4, seed: 5 });
    engine = await openEngine(sourceOf(folder));
    outcome = await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
    made = await mkdtemp(join(tmpdir(), 'leadlens-out-'));
    directory = join(made, 'deep', 'out');
    await written(directory);
  });
  afterAll(async () => {
    await engine.close();
    await rm(made, { recursive: true, force: true });
  });

  it('gets the summary, the report, the workbook, tables, the star schema and a manifest', async () => {
    expect((await readdir(directory)).sort()).toEqual([
      'leadlens-manifest.json',
      'report.pdf',
      'report.xlsx',
      'star',
      'summary.json',
      'tables',
    ]);
    expect(await readdir(join(directory, 'tables'))).toEqual(
      expect.arrayContaining(['rpt_never_reported.csv', 'rpt_never_delivered.csv', 'rpt_breakdowns.csv']),
    );
    expect(await readdir(join(directory, 'star'))).toEqual(
      expect.arrayContaining(['dim_lead.parquet', 'fct_lead_states.parquet', 'fct_lead_outcomes.parquet']),
    );
    const json = async (name: string): Promise<unknown> =>
      JSON.parse(await readFile(join(directory, name), 'utf8')) as unknown;
    expect(await json('summary.json')).toEqual(outcome.summary);
    // How somebody looked at the tables, what they called them and where they come from changes no number.
    const {
      explore: _explore,
      projectName: _name,
      clientName: _client,
      reportTitle: _title,
      server: _server,
      ...settingsOfNumbers
    } = settingsWith();
    expect(await json('leadlens-manifest.json')).toMatchObject({
      program: { name: 'leadlens', version: '0.0.0-test' },
      writtenAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as unknown,
      inputs: outcome.files.map(({ file, sha256 }) => ({ file, sha256 })),
      settings: settingsOfNumbers,
      decisions: [],
    });
  });

  it('has a star schema that gives a native database the funnel of summary.json', async () => {
    const database = await DuckDBInstance.create();
    const connection = await database.connect();
    const table = join(directory, 'star', 'fct_lead_outcomes.parquet').replaceAll("'", "''");
    for (const key of FUNNEL_KEYS) {
      const [basis, links] = key.split('_');
      const counts = STEPS.map(
        (step) => `count(*) filter (has_${step}_${String(basis)}_${String(links)})::integer`,
      );
      const rows = await connection.runAndReadAll(
        `select count(*)::integer, count(*) filter (is_matched_${String(links)})::integer, ${counts.join(', ')} from '${table}'`,
      );
      const { delivered, matched, set_reported, appointment, demo, sale, net_sale } =
        outcome.summary.leadQuality?.funnel[key] ?? {};
      expect(rows.getRows(), key).toEqual([
        [delivered, matched, set_reported, appointment, demo, sale, net_sale],
      ]);
    }
    connection.closeSync();
  });

  it('keeps dates, times and counts as such in its star schema', async () => {
    const database = await DuckDBInstance.create();
    const connection = await database.connect();
    const types = await connection.runAndReadAll(
      `select column_name, column_type from (describe from '${join(directory, 'star', 'fct_lead_states.parquet')}')
       where column_name in ('entry_on', 'appointment_at', 'valid_from', 'is_set', 'lead_number') order by 1`,
    );
    expect(types.getRows()).toEqual([
      ['appointment_at', 'TIMESTAMP'],
      ['entry_on', 'DATE'],
      ['is_set', 'BOOLEAN'],
      ['lead_number', 'VARCHAR'],
      ['valid_from', 'INTEGER'],
    ]);
    connection.closeSync();
  });

  it('is left out when the folder around it is listed, and may be written again', async () => {
    const folder = await temporaryFolder({ 'a.csv': 'x' });
    await checkOutFolder(join(folder, 'out'), folder);
    await written(join(folder, 'out'));
    expect((await (await nodeFileSource(folder)).list()).files.map((file) => file.path)).toEqual(['a.csv']);
    await checkOutFolder(join(folder, 'out'), folder);
    await written(join(folder, 'out'));
  });

  it('is refused as bad usage when it holds something else', async () => {
    const other = await temporaryFolder({ 'x.csv': '' });
    expect(await codeOf(checkOutFolder(other, await temporaryFolder()))).toBe('bad_usage');
  });

  it('holds nothing half-written when the export is cancelled', async () => {
    const to = await temporaryFolder();
    const controller = new AbortController();
    const writing = writeOut({
      directory: to,
      engine: engine.client,
      place: 'exports',
      paper: 'a4',
      signal: controller.signal,
      onProgress: ({ label }) => {
        if (label.includes('CSV')) controller.abort();
      },
    });
    expect(await codeOf(writing)).toBe('cancelled');
    const names = await readdir(to, { recursive: true });
    expect(names).toContain('report.pdf');
    expect(names.filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it.skipIf(process.getuid?.() === 0)('says that it may not be written to', async () => {
    const to = join(await temporaryFolder(), 'locked');
    await mkdir(to, { mode: 0o500 });
    expect(await codeOf(written(to))).toBe('write_failed');
    await chmod(to, 0o700);
    expect(await readdir(to)).toEqual([]);
  });

  it('says what failed when a file takes the place of one of its folders', async () => {
    const to = await temporaryFolder({ tables: 'a file of this name' });
    expect(await codeOf(written(to))).toBe('write_failed');
    const names = await readdir(to, { recursive: true });
    expect(names.filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});
