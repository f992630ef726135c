import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { startParquetThread } from '../../electron/headless/parquet-threads';
import { hyparquet } from '../../shared/adapters/parquet';
import { parquetWriter } from '../../shared/adapters/parquet-file';
import type { ReaderThread } from '../../shared/adapters/parquet-thread';
import { threadedParquet } from '../../shared/adapters/threaded-parquet';
import type { Parquet } from '../../shared/ports/parquet';
import { root } from '../../electron/launch/build.mjs';
import { builtApp, leadlens } from '../support/built-app';
import { memoryFiles } from '../support/memory-files';
import { endlessParquet } from '../support/parquet-stuck';
import { temporaryFolder } from '../support/temporary-folder';

const ids = (count: number): string[] => Array.from({ length: count }, (_, i) => `L${String(i)}`);
const sound = (count: number): Uint8Array =>
  hyparquet.encode([{ name: 'id', type: 'text', values: ids(count) }]);

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of chunks) text += decoder.decode(chunk, { stream: true });
  return text;
}

describe('a thread that reads Parquet', () => {
  const started: { thread: ReaderThread; isEnded: boolean }[] = [];
  let parquet: Parquet;

  beforeAll(async () => {
    await builtApp();
    const script = pathToFileURL(join(root, 'out', 'headless', 'parquet.worker.js'));
    parquet = threadedParquet({
      startReader: () => {
        const thread = startParquetThread(script);
        const entry = { thread, isEnded: false };
        started.push(entry);
        return {
          ...thread,
          end: () => {
            entry.isEnded = true;
            thread.end();
          },
        };
      },
      loadWriter: () => Promise.resolve(parquetWriter),
      patience: { lookMs: 200, looks: 15 },
    });
  });

  const lookedInto = async (action: () => Promise<void>): Promise<{ begun: number; ended: number }> => {
    const before = started.length;
    const endedBefore = started.filter((entry) => entry.isEnded).length;
    await action();
    return {
      begun: started.length - before,
      ended: started.filter((entry) => entry.isEnded).length - endedBefore,
    };
  };

  test('reads one file after another, as they are read in this thread', async () => {
    const source = memoryFiles({ 'a.parquet': sound(200_000), 'b.parquet': sound(3) });
    const { begun } = await lookedInto(async () => {
      for (const path of ['a.parquet', 'b.parquet']) {
        expect(await parquet.shape(source, path)).toEqual(await hyparquet.shape(source, path));
        expect(await parquet.first(source, path, ['id'], 2)).toEqual({ id: ['L0', 'L1'] });
        expect(await textOf(parquet.rows(source, path, ['id']))).toBe(
          await textOf(hyparquet.rows(source, path, ['id'])),
        );
      }
    });
    expect(begun).toBe(1);
  });

  test('that makes no progress is thrown away with its file, and a fresh one reads the next', async () => {
    const source = memoryFiles({
      'endless.parquet': endlessParquet({ id: ids(1500) }),
      'sound.parquet': sound(3),
    });
    const looked = await lookedInto(async () => {
      expect(await parquet.first(source, 'endless.parquet', ['id'], 1)).toEqual({ id: ['L0'] });
      await expect(textOf(parquet.rows(source, 'endless.parquet', ['id']))).rejects.toMatchObject({
        details: {
          kind: 'input',
          code: 'stuck_parquet',
          file: 'endless.parquet',
          message: 'endless.parquet cannot be read as Parquet: reading it made no progress for 3 seconds.',
          hint: 'Export it again, with another tool or as CSV.',
        },
      });
      expect(await textOf(parquet.rows(source, 'sound.parquet', ['id']))).toBe('id\nL0\nL1\nL2\n');
    });
    expect(looked).toEqual({ begun: 1, ended: 1 });
  });

  test('is not held to be stuck while it waits for the disk, or for whoever takes its rows', async () => {
    const files = memoryFiles({ 'a.parquet': sound(3) });
    const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 4000));
    const slow = {
      stat: files.stat.bind(files),
      read: async (path: string, start: number, end: number) => {
        await pause();
        return files.read(path, start, end);
      },
    };
    const chunks: string[] = [];
    for await (const chunk of parquet.rows(slow, 'a.parquet', ['id'])) {
      await pause();
      chunks.push(Buffer.from(chunk).toString());
    }
    expect(chunks.join('')).toBe('id\nL0\nL1\nL2\n');
  });

  test('is thrown away at once where nobody waits for it any more', async () => {
    const source = memoryFiles({ 'endless.parquet': endlessParquet({ id: [] }), 'sound.parquet': sound(1) });
    const controller = new AbortController();
    const { ended } = await lookedInto(async () => {
      const reading = parquet.first(source, 'endless.parquet', ['id'], 1, controller.signal);
      setTimeout(() => controller.abort(), 100);
      await expect(reading).rejects.toMatchObject({ details: { kind: 'cancelled' } });
      for await (const chunk of parquet.rows(source, 'sound.parquet', ['id'])) {
        expect(Buffer.from(chunk).toString()).toBe('id\n');
        break;
      }
    });
    expect(ended).toBe(2);
  });

  test('that ends is the fault of the file that it read', async () => {
    const source = memoryFiles({
      'endless.parquet': endlessParquet({ id: [] }),
      'sound.parquet': sound(1),
    });
    const fresh = threadedParquet({
      startReader: () => {
        const real = startParquetThread(pathToFileURL(join(root, 'out', 'headless', 'parquet.worker.js')));
        return {
          ...real,
          onEnd: (ended) => {
            setTimeout(() => ended('Worker terminated due to reaching memory limit'), 1000);
          },
        };
      },
      loadWriter: () => Promise.resolve(parquetWriter),
    });
    await expect(fresh.first(source, 'endless.parquet', ['id'], 1)).rejects.toMatchObject({
      details: { kind: 'input', code: 'parquet_reader_gone', file: 'endless.parquet' },
    });
    expect(await textOf(fresh.rows(source, 'sound.parquet', ['id']))).toBe('id\nL0\n');
  });
});

test('a run leaves out a file whose reading goes on for ever, with the reason, and reads the others', async () => {
  await builtApp();
  const lead = (i: number): string => i.toString(16).padStart(32, '0');
  const columns = (from: number): Record<string, string[]> => ({
    lead_UUID: ids(20).map((id) => `${id}-${String(from)}`),
    email_hash: Array.from({ length: 20 }, (_, i) => lead(from + i)),
    phone_hash: Array.from({ length: 20 }, (_, i) => lead(1000 + from + i)),
    delivered_on: Array.from({ length: 20 }, () => '2024-02-01'),
  });
  const folder = await temporaryFolder({
    'delivered-1.parquet': endlessParquet(columns(0)),
    'delivered-2.parquet': hyparquet.encode(
      Object.entries(columns(500)).map(([name, values]) => ({ name, type: 'text', values })),
    ),
    'report_2024-03-01.csv': [
      'Lead Number,Email Hash,Phone Hash,Lead Status,Entry Date',
      ...columns(500)['email_hash']!.map(
        (email, i) => `${String(i)},${email},${columns(500)['phone_hash']![i]!},Sold,2024-02-01`,
      ),
    ].join('\n'),
  });
  const { code, stdout, stderr } = await leadlens('analyze', folder, '--no-cache');
  expect(stderr).not.toContain('mistake');
  expect(stdout).toMatch(/Delivered leads +20\b/);
  expect(stdout).toContain(
    'delivered-1.parquet cannot be read as Parquet: reading it made no progress for 15 seconds. Export it again, with another tool or as CSV.',
  );
  expect(code).toBe(0);
});
