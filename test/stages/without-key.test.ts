import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LinkItem, LinkItemDetail, TierCounts } from '../../shared/contract/review';
import type { LeadQualitySummary } from '../../shared/contract/summary';
import { linkItems } from '../support/decide';
import { FOLDER, numbersOf, openEngine, settingsWith, type TestEngine } from '../support/engine';
import { sampleFolder, sourceOf } from '../support/samples';

const tiersOf = ({ identities, matchedLeads }: LeadQualitySummary): TierCounts => ({
  both: identities.both,
  oneKey: identities.email_only + identities.phone_only,
  conflicts: identities.conflict,
  matchedLeads: matchedLeads.linked,
});

describe('the question whether a value is no key', () => {
  let engine: TestEngine;
  let first: LeadQualitySummary;
  let items: readonly LinkItem[];

  const run = async (notAKey: readonly string[]): Promise<LeadQualitySummary> =>
    numbersOf(
      await engine.client.call('run', {
        folder: FOLDER,
        settings: settingsWith(),
        decisions: notAKey.map((value) => ({
          id: value,
          at: '2026-01-01T00:00:00.000Z',
          who: { id: 'r', name: 'Reviewer' },
          subject: { kind: 'key' as const, value },
          verdict: 'accept' as const,
          leads: [],
          evidence: 'review',
          note: '',
        })),
      }),
    );

  beforeAll(async () => {
    engine = await openEngine(sourceOf(await sampleFolder({ leads: 1500, snapshots: 5, seed: 11 })));
    first = await run([]);
    items = await linkItems(engine.client);
  });
  afterAll(() => engine.close());

  /** The keys of the first identities of some items, as they are compared. */
  const keysOf = async (kind: LinkItem['kind']): Promise<readonly string[]> => {
    const ids = items.filter((item) => item.kind === kind).map((item) => item.id);
    const details = await engine.client.call('reviewItems', { ids: ids.slice(0, 3) });
    return details
      .filter((detail): detail is LinkItemDetail => detail.what === 'links')
      .flatMap(({ identities }) => Object.values(identities[0]?.keys ?? {}))
      .filter((key): key is string => key !== null);
  };

  test.each(['conflict', 'one_key'] as const)(
    'says before what the run after the decision counts, for keys of items of kind %s',
    async (kind) => {
      await run([]);
      const [key] = await keysOf(kind);
      if (key === undefined) throw new Error('The sample has such items.');
      const said = await engine.client.call('withoutKey', { value: key });
      expect(said.now).toEqual(tiersOf(first));
      expect(said.identities).toBeGreaterThan(0);
      expect(said.without).toEqual(tiersOf(await run([key])));
      expect(said.without).not.toEqual(said.now);
    },
  );

  test('of a value that nobody has touches nothing', async () => {
    await run([]);
    const { identities, deliveredLeads, now, without } = await engine.client.call('withoutKey', {
      value: 'ab'.repeat(20),
    });
    expect([identities, deliveredLeads]).toEqual([0, 0]);
    expect(without).toEqual(now);
  });
});
