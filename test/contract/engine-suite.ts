import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allRows } from '../../shared/contract/grid';
import type { RunOutcome } from '../../shared/contract/run';
import { faultOf } from '../../shared/domain/fault';
import type { EngineClient } from '../../shared/rpc/engine-rpc';
import { hasRealData, realTruth, REAL_DATA } from '../support/real-data';
import { settingsWith } from '../support/engine';
import { onDisk } from '../support/sample-on-disk';
import { sampleFolder, type Truth } from '../support/samples';
import { knownIn, toldIn } from '../support/truth';
import { collected, onlyFile } from '../support/collected';

/** An engine of a host, and the name under which it knows the folder. */
export interface HostedEngine {
  readonly client: EngineClient;
  readonly folder: string;
}

/** Gives an engine for a folder on disk; the same one when it is asked again. */
export type OpenHost = (directory: string) => Promise<HostedEngine>;

export interface SampleOnDisk {
  readonly directory: string;
  readonly truth: Truth;
}

const run = ({ client, folder }: HostedEngine): Promise<RunOutcome> =>
  client.call('run', { folder, settings: settingsWith() });

const pageOf = (table: string, limit = 20) => ({ query: allRows(table), offset: 0, limit });

/**
 * What the engine must do in every host; `sample` is written to disk before. The tests build on one another: the
 * first one runs the folder that the others ask about.
 */
export function engineSuite(open: OpenHost, sample: () => SampleOnDisk): void {
  test('gives the figures of a sample and names each step on the way', async () => {
    const { directory, truth } = sample();
    const { client, folder } = await open(directory);
    const stages = new Set<string>();
    const files = new Set<string | null>();
    const outcome = await client.call(
      'run',
      { folder, settings: settingsWith() },
      {
        onProgress: ({ stage, file }) => {
          stages.add(stage);
          files.add(file);
        },
      },
    );
    expect(toldIn(outcome.summary, truth)).toEqual(knownIn(truth));
    expect([...stages]).toEqual([
      'discover',
      'classify',
      'clean',
      'match',
      'decide',
      'model',
      'measure',
      'report',
    ]);
    for (const { file } of outcome.files) expect(files).toContain(file);
  });

  test('gives the same answer when it is asked again', async () => {
    const host = await open(sample().directory);
    const first = await run(host);
    expect((await run(host)).summary).toEqual(first.summary);
  });

  test('answers a page of every table that it names', async () => {
    const { client } = await open(sample().directory);
    const tables = await client.call('tables', {});
    expect(tables.length).toBeGreaterThan(15);
    for (const { name, columns } of tables) {
      const page = await client.call('page', pageOf(name));
      expect(page.columns, name).toEqual(columns);
      expect(page.rows.length, name).toBe(Math.min(20, page.total));
    }
  });

  test('drills from each number to just as many leads', async () => {
    const { client } = await open(sample().directory);
    for (const basis of ['ever', 'latest'] as const) {
      for (const links of ['linked', 'strict'] as const) {
        const { counts } = await client.call('funnel', { basis, links });
        for (const stage of [
          'delivered',
          'matched',
          'set_reported',
          'appointment',
          'demo',
          'sale',
          'net_sale',
        ] as const) {
          const { query } = await client.call('drill', { basis, links, stage, within: null });
          const { total } = await client.call('page', { query, offset: 0, limit: 1 });
          expect(total, `${basis} ${links} ${stage}`).toBe(counts[stage]);
        }
      }
    }
  });

  test('drills from each row of a breakdown to just as many leads', async () => {
    const { client } = await open(sample().directory);
    const { breakdowns } = await client.call('funnel', { basis: 'ever', links: 'linked' });
    for (const dimension of ['state', 'entry_month', 'disposition']) {
      for (const { key, reported, leads } of breakdowns[dimension] ?? []) {
        const within = { dimension, key, reported };
        const { query } = await client.call('drill', {
          basis: 'ever',
          links: 'linked',
          stage: 'delivered',
          within,
        });
        const { total } = await client.call('page', { query, offset: 0, limit: 1 });
        expect(total, JSON.stringify(within)).toBe(leads);
      }
    }
  });

  test('says how identities match: the tiers and the reasons add up', async () => {
    const { client } = await open(sample().directory);
    const matches = await client.call('matches', {});
    const { identities } = sample().truth.leadQuality;
    expect(Object.fromEntries(matches.tiers.map((t) => [t.tier, t.identities]))).toEqual(identities);
    const links = matches.weights.reduce((sum, bin) => sum + bin.links, 0);
    const { total } = await client.call('page', pageOf('links', 1));
    expect(links).toBe(total);
  });

  test('hands out a whole grid as CSV bytes', async () => {
    const { client } = await open(sample().directory);
    const request = { query: allRows('src_snapshots'), byteOrderMark: true, raw: false };
    const bytes = onlyFile(await collected(client, 'csv', request));
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = new TextDecoder().decode(bytes).trim().split(/\r?\n/);
    expect(lines).toHaveLength((sample().truth.leadQuality.snapshots ?? 0) + 1);
  });

  test('reads the raw text of a record again from its file', async () => {
    const { client } = await open(sample().directory);
    const snapshots = await client.call('page', pageOf('src_snapshots'));
    const column = snapshots.columns.findIndex(({ name }) => name === 'file');
    const file = String(snapshots.rows[0]?.[column]);
    const { text } = await client.call('rawRecord', { file, record: 1 });
    expect(text.split(',').length).toBeGreaterThan(5);
  });

  test('refuses what it does not know with a fault that keeps its kind and code', async () => {
    const { client } = await open(sample().directory);
    const fault = await client.call('rawRecord', { file: 'nowhere.csv', record: 1 }).then(
      () => null,
      (error: unknown) => faultOf(error),
    );
    expect(fault).toMatchObject({ kind: 'input', code: 'no_such_file', file: 'nowhere.csv' });
  });

  test('answers a cancel, and gives the right figures afterwards', async () => {
    const { directory, truth } = sample();
    const { client, folder } = await open(directory);
    const controller = new AbortController();
    const settings = settingsWith({ placeholderPartners: 21 });
    const cancelled = client.call(
      'run',
      { folder, settings },
      { signal: controller.signal, onProgress: () => controller.abort() },
    );
    await expect(cancelled).rejects.toMatchObject({ details: { kind: 'cancelled' } });
    const outcome = await run({ client, folder });
    expect(toldIn(outcome.summary, truth)).toEqual(knownIn(truth));
  });

  test('names a file that changes after the folder was listed, and counts the others', async () => {
    const { files } = await sampleFolder({ leads: 60, snapshots: 4, clean: true });
    const directory = await onDisk({ files });
    const last = Object.keys(files)
      .filter((path) => path.endsWith('.csv'))
      .at(-1) as string;
    const { client, folder } = await open(directory);
    let isLeft = true;
    const outcome = await client.call(
      'run',
      { folder, settings: settingsWith() },
      {
        onProgress: ({ file }) => {
          if (file === null || !isLeft) return;
          isLeft = false;
          appendFileSync(join(directory, last), 'still being written');
        },
      },
    );
    const changed = outcome.files.find((f) => f.file === last);
    expect(changed).toMatchObject({ status: 'unusable' });
    expect(changed?.statusReason).toMatch(new RegExp(`${last}.* changed .*(Wait|Run)`));
    expect(outcome.summary.leadQuality).toMatchObject({ delivered: 60, snapshots: 3 });
  });

  test.skipIf(!hasRealData)('gives the figures of the real export', async () => {
    const truth = realTruth();
    const outcome = await run(await open(REAL_DATA));
    expect(toldIn(outcome.summary, truth)).toEqual(knownIn(truth));
  });
}
