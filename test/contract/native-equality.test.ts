import { beforeAll, describe, expect, test } from 'vitest';
import type { LinkItem } from '../../shared/contract/review';
import type { Verdict } from '../../shared/domain/decision';
import type { Decision } from '../../shared/domain/decision-state';
import type { Database } from '../../shared/ports/database';
import { EXPORT_KINDS } from '../../shared/contract/report';
import type { EngineClient } from '../../shared/rpc/engine-rpc';
import { decide, linkItems } from '../support/decide';
import { differencesOf, outputOf, type OutputRequest } from '../support/engine-output';
import { hasNative, nativeDatabase, WITHOUT_NATIVE } from '../support/native';
import { freshDatabase } from '../support/reused-database';
import { sampleFolder } from '../support/samples';

const VERDICTS: readonly Verdict[] = ['accept', 'reject', 'unsure'];

/** One decision an item of links, each verdict in turn: the same for whoever is asked the same. */
async function decideAll(client: EngineClient): Promise<readonly Decision[]> {
  const key = ({ identities }: LinkItem): string => JSON.stringify(identities[0]?.subject);
  const items = [...(await linkItems(client))].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  return items.flatMap((item, i) => {
    const [identity] = item.identities;
    const verdict = VERDICTS[i % VERDICTS.length] ?? 'unsure';
    return identity ? [{ ...decide(item, identity, verdict), id: `test:${String(i)}` }] : [];
  });
}

/** A native database that gives small tables, too, to all its threads: else only tables of 122,880 rows and more are shared out. */
async function sharedOut(threads: number): Promise<Database> {
  const database = await nativeDatabase(threads);
  await database.query('pragma verify_parallelism');
  return database;
}

/** A folder with exports of both questions. */
async function bothQuestions(leads: number, snapshots: number): Promise<OutputRequest['files']> {
  const seed = Number(process.env['LEADLENS_SEED'] ?? 7);
  const folders = await Promise.all([
    sampleFolder({ leads, snapshots, mess: 3, seed }),
    sampleFolder({ scenario: 'revenue', leads, mess: 3, seed }),
  ]);
  return Object.assign({}, ...folders.map(({ files }) => files)) as OutputRequest['files'];
}

describe.skipIf(!hasNative)(`what native DuckDB gives${hasNative ? '' : ` (${WITHOUT_NATIVE})`}`, () => {
  test('is what DuckDB-WASM gives, byte for byte: numbers, findings, tables, star schema, report', async () => {
    const request = { files: await bothQuestions(300, 4), what: EXPORT_KINDS, decideAll };
    const plain = await outputOf(freshDatabase, request);
    expect(plain.size).toBeGreaterThan(20);
    expect(differencesOf(plain, await outputOf(() => nativeDatabase(), request))).toEqual([]);
  });

  describe('with threads that share every table', () => {
    let request: OutputRequest;
    let plain: ReadonlyMap<string, Uint8Array>;

    beforeAll(async () => {
      // Large enough for several pieces of each table, and for links that are weighed.
      request = { files: await bothQuestions(1500, 3), what: ['summary', 'tables', 'star'] };
      plain = await outputOf(freshDatabase, request);
    });

    test.each([1, 2, 4, 8])('is the same: %i', async (threads) => {
      expect(differencesOf(plain, await outputOf(() => sharedOut(threads), request))).toEqual([]);
    });
  });
});
