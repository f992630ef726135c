import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allRows } from '../../shared/contract/grid';
import type { ProjectSettings } from '../../shared/contract/project';
import type { LeadQualitySummary } from '../../shared/contract/summary';
import type { Decision } from '../../shared/domain/decision-state';
import type { LinkSetting } from '../../shared/domain/lead-quality';
import { decide, linkItems } from '../support/decide';
import { FOLDER, numbersOf, openEngine, settingsWith, type TestEngine } from '../support/engine';
import { memoryFiles } from '../support/memory-files';
import { hash, weighedLeads } from '../support/weighed-leads';

/** What each test is about, among leads that are reported with both keys. */
const exports = (): Record<string, string> =>
  weighedLeads(1, ({ people, leads, row }) => {
    // Corrected phones and e-mails of CRM leads, from which the weights are estimated.
    people.slice(20, 40).forEach((p, i) => {
      row(`L-${p}`, p, `+corrected${String(i)}`);
      row(`L-p${String(i + 50)}`, `corrected${String(i)}`, `+p${String(i + 50)}`);
    });
    // The e-mail of somebody whom no other row knows, the phone of somebody who has his own CRM lead.
    row('L-slip', 'p390', '+p5');
    // Two keys of two people with CRM leads of their own; two keys of two people whom no other row knows.
    row('L-torn', 'p7', '+p8');
    row('L-even', 'p391', '+p392');
    // Somebody else in the house; one person delivered twice.
    row('L-house', 'stranger', '+p6');
    // Two of one house with e-mails of their own, and somebody else of whom only the phone is known.
    leads.push(`uuid-house,${hash('p12 too')},${hash('+p12')}`);
    row('L-same', 'unknown', '+p12');
    leads.push(`uuid-again,${hash('p10')},${hash('+p10')}`);
    // A form that sends the same two values for everyone.
    for (let i = 0; i < 12; i++) {
      leads.push(`uuid-form${String(i)},${hash('no mail')},${hash('no phone')}`);
      row(`L-form${String(i)}`, 'no mail', 'no phone');
    }
  });

describe('likely', () => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await openEngine(memoryFiles(exports()));
  });
  afterAll(() => engine.close());

  const run = async (
    settings: Partial<ProjectSettings> = {},
    decisions: readonly Decision[] = [],
  ): Promise<LeadQualitySummary> =>
    numbersOf(
      await engine.client.call('run', { folder: FOLDER, settings: settingsWith(settings), decisions }),
    );
  /** The candidates of a CRM lead, by the lead id. */
  const candidatesOf = async (lead: string) => {
    const page = await engine.client.call('page', {
      query: {
        ...allRows('links'),
        filters: [{ op: 'equals', column: 'lead_number', value: lead }],
        sort: [{ column: 'lead_uuid', direction: 'asc' }],
      },
      offset: 0,
      limit: 50,
    });
    const at = (name: string): number => page.columns.findIndex((column) => column.name === name);
    return page.rows.map((row) => (name: string) => row[at(name)] ?? null);
  };
  const columnOf = async (lead: string, name: string) => (await candidatesOf(lead)).map((row) => row(name));
  const linksOf = async (lead: string) =>
    (await candidatesOf(lead)).map((row) => [row('lead_uuid'), row('tier')]);
  /** The likely delivered lead of each identity of a CRM lead. */
  const likelyOf = async (lead: string): Promise<readonly string[]> =>
    (await candidatesOf(lead))
      .filter((row) => row('is_likely') === true)
      .map((row) => String(row('lead_uuid')));
  const drilled = async (links: LinkSetting): Promise<readonly string[]> => {
    const { query } = await engine.client.call('drill', {
      basis: 'ever',
      links,
      filters: [],
      stage: 'matched',
      within: null,
    });
    const page = await engine.client.call('page', { query, offset: 0, limit: 1000 });
    const at = page.columns.findIndex(({ name }) => name === 'lead_uuid');
    return page.rows.map((row) => String(row[at])).sort();
  };

  test('takes links that agree on both keys, and on one where nobody else has it', async () => {
    const { likely } = await run();
    expect(likely).toMatchObject({ estimated: true, reason: null, threshold: 0.9 });
    expect(await likelyOf('L-p0')).toEqual(['uuid-p0']);
    // Before and after the phone was corrected.
    expect(await likelyOf('L-p20')).toEqual(['uuid-p20', 'uuid-p20']);
  });

  test('gives a conflict to the lead that is far more probable, and to none where that is open', async () => {
    await run();
    expect(await likelyOf('L-slip')).toEqual(['uuid-p390']);
    expect(await likelyOf('L-torn')).toEqual([]);
    expect(await likelyOf('L-even')).toEqual([]);
  });

  test('leaves out a phone that a person with both keys has already', async () => {
    await run();
    expect(await likelyOf('L-house')).toEqual([]);
  });

  test('gives a person who was delivered twice under the same keys to both deliveries', async () => {
    await run();
    expect(await likelyOf('L-p10')).toEqual(['uuid-again', 'uuid-p10']);
  });

  test('takes no link of which many share both keys', async () => {
    await run();
    expect(await likelyOf('L-form3')).toEqual([]);
  });

  test('leaves beside a lead with both keys no lead with one', async () => {
    await run();
    // Two leads were delivered with the phone of the first; the other one's e-mail is another.
    expect(await linksOf('L-p12')).toEqual([['uuid-p12', 'both']]);
    expect(await linksOf('L-same')).toEqual([
      ['uuid-house', 'phone_only'],
      ['uuid-p12', 'phone_only'],
    ]);
  });

  test('shares one whole among the candidates of a CRM lead and none of them', async () => {
    await run();
    for (const lead of ['L-torn', 'L-even', 'L-slip', 'L-same']) {
      const chances = await columnOf(lead, 'probability');
      expect(chances).toHaveLength(2);
      expect(chances.reduce((sum: number, chance) => sum + Number(chance), 0)).toBeLessThan(1);
    }
  });

  test('takes no link while there is a runner-up that is not well below', async () => {
    await run({ likelyProbability: 0.5 });
    expect(await likelyOf('L-even')).toEqual([]);
    expect(await likelyOf('L-slip')).toEqual(['uuid-p390']);
  });

  test('has a setting for the probability', async () => {
    const [usual, sure] = [await run(), await run({ likelyProbability: 0.9999 })];
    expect(sure.likely.threshold).toBe(0.9999);
    expect(sure.likely.links).toBeLessThan(usual.likely.links);
    expect(sure.funnel.ever_likely.matched).toBeLessThanOrEqual(usual.funnel.ever_likely.matched);
    expect(sure.funnel.ever_linked).toEqual(usual.funnel.ever_linked);
  });

  test('states the sum of 1 − p over its links, and what may be missing', async () => {
    const { likely, funnel } = await run();
    expect(likely.wrongLinks).toBeGreaterThan(0);
    expect(likely.missedLinks).toBeGreaterThan(0);
    const { matched } = likely.expectedError;
    expect(matched.low).toBeLessThanOrEqual(funnel.ever_likely.matched);
    expect(matched.high).toBeGreaterThan(funnel.ever_likely.matched);
  });

  test('of each number the rows behind it are as many', async () => {
    const { funnel } = await run();
    const rows = await drilled('likely');
    expect(rows).toHaveLength(funnel.ever_likely.matched);
    expect(rows).toContain('uuid-p390');
    expect(await drilled('linked')).not.toContain('uuid-p390');
  });

  test('stands below what a reviewer decided', async () => {
    const before = await run();
    const item = (await linkItems(engine.client)).find((i) =>
      i.identities.some(({ subject }) => subject.leadNumber === 'L-slip'),
    );
    const identity = item?.identities.find(({ subject }) => subject.leadNumber === 'L-slip');
    if (!item || !identity) throw new Error('No conflict to decide');
    const rejected = await run({}, [decide(item, identity, 'reject')]);
    expect(rejected.funnel.ever_likely.matched).toBe(before.funnel.ever_likely.matched - 1);
    expect(await drilled('likely')).not.toContain('uuid-p390');
    // What is settled is certain: it is no expected error any more.
    expect(rejected.likely.links).toBe(before.likely.links - 1);
    const other = item.leads.indexOf('uuid-p5');
    const given = await run({}, [decide(item, identity, 'accept', [other])]);
    expect(given.funnel.ever_likely.matched).toBe(before.funnel.ever_likely.matched - 1);
  });
});
