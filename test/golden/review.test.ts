import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LinkItem } from '../../shared/contract/review';
import type { LeadQualitySummary } from '../../shared/contract/summary';
import type { Verdict } from '../../shared/domain/decision';
import type { Decision } from '../../shared/domain/decision-state';
import { FOLDER, numbersOf, openEngine, settingsWith, type TestEngine } from '../support/engine';
import { memoryFiles } from '../support/memory-files';
import { hasRealData, realFiles, realTruth } from '../support/real-data';

const isLinkItem = (item: { readonly what: string }): item is LinkItem => item.what === 'links';

describe.skipIf(!hasRealData)('the review of the real export', () => {
  let engine: TestEngine;
  let items: readonly LinkItem[];
  let truth: LeadQualitySummary;

  const run = async (decisions: readonly Decision[]): Promise<LeadQualitySummary> =>
    numbersOf(
      await engine.client.call('run', {
        folder: FOLDER,
        settings: settingsWith(),
        decisions,
      }),
    );

  const judgeOneKey = (verdict: Verdict): Decision[] =>
    items.flatMap((item) =>
      item.identities
        .filter((i) => i.tier === 'email_only' || i.tier === 'phone_only')
        .map((identity, n) => ({
          id: `${item.id} ${String(n)}`,
          at: '2026-01-01T00:00:00.000Z',
          who: { id: 'r', name: 'Reviewer' },
          subject: identity.subject,
          verdict,
          leads: verdict === 'accept' ? identity.leads.map((lead) => item.leads[lead] ?? '') : [],
          evidence: identity.evidence,
          note: '',
        })),
    );

  beforeAll(async () => {
    engine = await openEngine(memoryFiles(await realFiles()));
    await run([]);
    items = (await engine.client.call('review', {})).items.filter(isLinkItem);
    truth = (realTruth() as { leadQuality: LeadQualitySummary }).leadQuality;
  });

  afterAll(() => engine.close());

  test('asks for 50 identities: 4 conflicts and 46 with one key', () => {
    const open = items.flatMap((item) => item.identities.filter((i) => i.isOpenByTier));
    expect(open.filter((i) => i.tier === 'conflict')).toHaveLength(4);
    expect(open.filter((i) => i.tier !== 'conflict')).toHaveLength(46);
  });

  test('makes strict equal linked when all one-key identities are accepted', async () => {
    const numbers = await run(judgeOneKey('accept'));
    expect(numbers.funnel.ever_strict).toEqual(truth.funnel.ever_linked);
    expect(numbers.funnel.latest_strict).toEqual(truth.funnel.latest_linked);
    expect(numbers.funnel.ever_linked).toEqual(truth.funnel.ever_linked);
    expect(numbers.review).toEqual({ open: 4, stale: 0, decided: 46 });
  });

  test('makes linked equal strict when all one-key identities are rejected', async () => {
    const numbers = await run(judgeOneKey('reject'));
    expect(numbers.funnel.ever_linked).toEqual(truth.funnel.ever_strict);
    expect(numbers.funnel.latest_linked).toEqual(truth.funnel.latest_strict);
    expect(numbers.funnel.ever_strict).toEqual(truth.funnel.ever_strict);
    expect(numbers.review).toEqual({ open: 4, stale: 0, decided: 46 });
  });

  test('changes nothing when all are unsure', async () => {
    const numbers = await run(judgeOneKey('unsure'));
    expect(numbers.funnel).toEqual((await run([])).funnel);
    expect(numbers.review).toEqual({ open: 50, stale: 0, decided: 0 });
  });
});
