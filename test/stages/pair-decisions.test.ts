import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hyparquet } from '../../shared/adapters/parquet';
import { allRows } from '../../shared/contract/grid';
import type { PairItem } from '../../shared/contract/review';
import type { RevenueSummary } from '../../shared/contract/revenue';
import type { Verdict } from '../../shared/domain/decision';
import type { Decision } from '../../shared/domain/decision-state';
import { generateSample } from '../../shared/sample/generate';
import { FOLDER, openEngine, settingsWith, type TestEngine } from '../support/engine';
import { memoryFiles } from '../support/memory-files';
import { memorySink } from '../support/memory-sink';

describe('people who may be one', () => {
  let engine: TestEngine;
  let first: RevenueSummary;
  let items: readonly PairItem[];

  const run = async (decisions: readonly Decision[]): Promise<RevenueSummary> => {
    const { summary } = await engine.client.call('run', {
      folder: FOLDER,
      settings: settingsWith(),
      decisions,
    });
    if (!summary.revenue) throw new Error('No revenue');
    return summary.revenue;
  };
  const judge = (item: PairItem, verdict: Verdict): Decision => ({
    id: item.id,
    at: '2026-01-01T00:00:00.000Z',
    who: { id: 'r', name: 'Reviewer' },
    subject: item.subject,
    verdict,
    leads: [],
    evidence: item.evidence,
    note: '',
  });
  const readItems = async (): Promise<readonly PairItem[]> =>
    (await engine.client.call('review', {})).items.filter((item): item is PairItem => item.what === 'pair');

  beforeAll(async () => {
    const sink = memorySink();
    await generateSample(
      { scenario: 'revenue', leads: 1500, snapshots: 1, seed: 5, clean: false, invoices: 700 },
      sink,
      hyparquet,
    );
    engine = await openEngine(
      memoryFiles(Object.fromEntries([...sink.files].filter(([path]) => path.endsWith('.csv')))),
    );
    first = await run([]);
    items = await readItems();
  });
  afterAll(() => engine.close());

  test('are in the queue, those with the most revenue first, with both sides to look at', async () => {
    expect(items.length).toBeGreaterThan(2);
    expect(first.review).toEqual({ open: items.length, decided: 0 });
    const amounts = items.map((item) => Math.abs(Number(item.invoicedCents)));
    expect(amounts).toEqual([...amounts].sort((a, b) => b - a));
    const details = await engine.client.call('reviewItems', { ids: items.map((item) => item.id) });
    for (const [i, detail] of details.entries()) {
      if (detail.what !== 'pair') throw new Error('A pair was asked for.');
      expect(detail.left.email).toBe(items[i]?.subject.left.email);
      expect(detail.right.email).toBe(items[i]?.subject.right.email);
      expect(Number(detail.left.invoicedCents) + Number(detail.right.invoicedCents)).toBe(
        Number(items[i]?.invoicedCents),
      );
    }
  });

  test('become one person when they are accepted, and not a cent is gained or lost', async () => {
    const accepted = await run(items.map((item) => judge(item, 'accept')));
    expect(accepted.people).toBe(first.people - items.length);
    expect(accepted.review).toEqual({ open: 0, decided: items.length });
    expect([accepted.invoices, accepted.invoiced]).toEqual([first.invoices, first.invoiced]);
    for (const model of Object.values(accepted.models))
      expect(Math.round((model.attributed + model.unattributed) * 100)).toBe(
        Math.round(first.invoiced * 100),
      );
    const { columns, rows } = await engine.client.call('page', {
      query: allRows('person_members'),
      offset: 0,
      limit: 10_000,
    });
    const rule = columns.findIndex(({ name }) => name === 'rule');
    const survivor = columns.findIndex(({ name }) => name === 'is_survivor');
    expect(rows.some((row) => row[rule] === 'A reviewer said so')).toBe(true);
    for (const row of rows) expect(row[rule] === null).toBe(row[survivor]);
  });

  test('stay two and leave the queue when they are rejected', async () => {
    const rejected = await run(items.map((item) => judge(item, 'reject')));
    expect(rejected.people).toBe(first.people);
    expect(rejected.review).toEqual({ open: 0, decided: items.length });
    expect(await readItems()).toEqual([]);
    expect((await run([])).review).toEqual(first.review);
  });

  test('stay open when a reviewer is unsure', async () => {
    const unsure = await run(items.map((item) => judge(item, 'unsure')));
    expect(unsure).toEqual(first);
  });

  test('whose records are gone are kept as decided for nothing', async () => {
    const item = items[0];
    if (!item) throw new Error('No pair');
    const gone = {
      ...judge(item, 'accept'),
      subject: { ...item.subject, left: { ...item.subject.left, email: 'gone@x.test' } },
    };
    expect((await run([gone])).people).toBe(first.people);
    expect((await engine.client.call('review', {})).notApplied).toMatchObject([{ state: 'unattached' }]);
  });
});
