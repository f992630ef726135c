import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allRows } from '../../shared/contract/grid';
import type { LinkEvidence, LinkItem, LinkItemDetail } from '../../shared/contract/review';
import { linkItems } from '../support/decide';
import { FOLDER, openEngine, settingsWith, type TestEngine } from '../support/engine';
import { memoryFiles } from '../support/memory-files';
import { weighedLeads } from '../support/weighed-leads';

/** What each test needs, among leads that are reported with both keys. */
const exports = (): Record<string, string> =>
  weighedLeads(0, ({ people, row }) => {
    // Changed phones, changed e-mails, and one phone that eleven strangers gave.
    people.slice(0, 12).forEach((p, i) => {
      row(`L-${p}`, p, `+changed${String(i)}`);
    });
    people.slice(20, 30).forEach((p, i) => {
      row(`L-${p}`, `changed${String(i)}`, `+${p}`);
    });
    for (let i = 0; i < 10; i++) row(`L-strange${String(i)}`, `strange${String(i)}`, '+p40');
  });

describe('the weight of a link', () => {
  let engine: TestEngine;
  let items: readonly LinkItem[];
  let details: readonly LinkItemDetail[];

  beforeAll(async () => {
    engine = await openEngine(memoryFiles(exports()));
    await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
    items = await linkItems(engine.client);
    details = (await engine.client.call('reviewItems', { ids: items.map((i) => i.id) })).filter(
      (d): d is LinkItemDetail => d.what === 'links',
    );
  });
  afterAll(() => engine.close());

  const linkOf = (lead: string, tier: string): LinkEvidence => {
    for (const [i, item] of items.entries())
      for (const [j, identity] of item.identities.entries())
        if (identity.subject.leadNumber === lead && identity.tier === tier) {
          const link = details[i]?.identities[j]?.links[0];
          if (link) return link;
        }
    throw new Error(`No ${tier} link of ${lead}`);
  };

  test('has its m and prior estimated where the data allow it', async () => {
    const { weightModel } = await engine.client.call('matches', {});
    expect(weightModel).toMatchObject({ origin: 'estimated', reason: null });
    expect(weightModel.m.email).toBeGreaterThan(0.9);
    expect(weightModel.prior).toBeGreaterThan(0.001);
  });

  test('is the prior and the parts of the keys, and the probability follows from it', () => {
    const link = linkOf('L-p0', 'email_only');
    const sum = link.keys.reduce((total, key) => total + key.weight, link.prior);
    expect(link.total).toBeCloseTo(sum, 9);
    expect(link.probability).toBeCloseTo(1 / (1 + 2 ** -sum), 9);
  });

  test('is small where eleven CRM leads share the phone, and the sentence says so', () => {
    const shared = linkOf('L-strange0', 'phone_only');
    const own = linkOf('L-p20', 'phone_only');
    const phone = (link: LinkEvidence): LinkEvidence['keys'][number] => {
      const key = link.keys.find((k) => k.key === 'phone');
      if (!key) throw new Error('No phone');
      return key;
    };
    expect(phone(shared).sentence).toBe('This phone is shared by 11 CRM leads, so it says little.');
    expect(phone(shared).weight).toBeLessThan(phone(own).weight);
    expect(shared.probability).toBeLessThan(0.05);
    expect(own.probability).toBeGreaterThan(0.9);
  });

  test('says in words that a key differs, and that nobody else has one', () => {
    const link = linkOf('L-p0', 'email_only');
    expect(link.keys.map((key) => key.sentence)).toEqual([
      'No one else has this e-mail: it says much.',
      'The phones differ: that speaks against the link.',
    ]);
  });

  test('in the table of links is the same as in the evidence', async () => {
    const page = await engine.client.call('page', {
      query: {
        ...allRows('links'),
        filters: [{ op: 'equals', column: 'lead_number', value: 'L-strange0' }],
      },
      offset: 0,
      limit: 5,
    });
    const link = linkOf('L-strange0', 'phone_only');
    const keys = link.keys.reduce((total, key) => total + key.weight, 0);
    expect(JSON.stringify(page.rows)).toContain(String(Math.round(keys * 1000) / 1000));
  });
});
