import { describe, expect, test } from 'vitest';
import type { Row } from '../../shared/sql/records';
import { srcCrmPresence, srcCrmRanges, srcSnapshots } from '../../shared/stages/clean/crm/src-crm-snapshots';
import { srcCrmValues } from '../../shared/stages/clean/crm/src-crm-values';
import { intCrmIdentities } from '../../shared/stages/match/int-crm-identities.model';
import { intDeliveredLeads } from '../../shared/stages/match/int-delivered-leads.model';
import { intKeyChanges } from '../../shared/stages/match/int-key-changes.model';
import { intKeyFrequencies } from '../../shared/stages/match/int-key-frequencies.model';
import { intKeyRarity } from '../../shared/stages/match/int-key-rarity.model';
import { intLinkCandidates } from '../../shared/stages/match/int-link-candidates.model';
import { intRekeyedKeys } from '../../shared/stages/match/int-rekeyed-keys.model';
import { AS_IS } from '../../shared/stages/match/key-plan';
import { rptNumberForms } from '../../shared/stages/match/rpt-number-forms.model';
import { filledWorkspace, modelRows } from '../support/filled-workspace';

describe('The chance that a stranger has a key', () => {
  const frequency = (key_value: string, crm_leads: number, delivered_leads: number, more: Row = {}): Row => ({
    key_name: 'email',
    key_value,
    crm_leads,
    delivered_leads,
    partners: 0,
    delivered_partners: 0,
    ...more,
  });
  const numbers = (to: number): number[] => Array.from({ length: to }, (_, i) => i + 1);

  /** Ten CRM leads and twenty delivered ones, of which some are linked by both keys. */
  async function chances(frequencies: readonly Row[], linked = 0): Promise<Record<string, unknown>> {
    const workspace = await filledWorkspace(
      [intKeyFrequencies, frequencies],
      [intCrmIdentities, numbers(10).map((n) => ({ identity_id: n, crm_lead_id: n }))],
      [intDeliveredLeads, numbers(20).map((n) => ({ lead_id: n }))],
      [intLinkCandidates, numbers(linked).map((n) => ({ identity_id: n, lead_id: n, tier: 'both' }))],
    );
    const rows = await modelRows(workspace, intKeyRarity, undefined, ['key_value', 'u']);
    return Object.fromEntries(rows.map((row) => [String(row['key_value']), Number(row['u']).toFixed(4)]));
  }

  test('is the share of others who have it, on the side where more do', async () => {
    expect(await chances([frequency('a', 3, 1), frequency('b', 1, 5), frequency('c', 2, 9)])).toEqual({
      a: '0.2000',
      b: '0.2000',
      c: '0.4000',
    });
  });

  test('counts the people behind a key, not how often each is reported or delivered', async () => {
    const twice = { partners: 2, delivered_partners: 1 };
    expect(await chances([frequency('a', 9, 19, twice)])).toEqual({ a: '0.1000' });
  });

  test('is at most a half', async () => {
    expect(await chances([frequency('a', 10, 1)])).toEqual({ a: '0.5000' });
  });

  test('of a key of one person each is what keys of two say of it, among those who are not linked', async () => {
    const lone = [frequency('a', 1, 1), frequency('b', 1, 1), frequency('c', 2, 1), frequency('d', 2, 1)];
    // Twice 2.5 of keys that two CRM leads have for 2 that one has: more than all, so 1 in 10.
    expect((await chances(lone))['a']).toBe('0.1000');
    expect((await chances(lone, 5))['a']).toBe((0.1 * 0.5 * 0.75).toFixed(4));
    expect((await chances(lone, 10))['a']).toBe((0.1 * 0.05 * 0.5).toFixed(4));
  });

  test('is told of keys that both sides have alone', async () => {
    expect(await chances([frequency('a', 3, 0), frequency('b', 0, 3)])).toEqual({});
  });
});

describe('Lead numbers that are written in two ways', () => {
  const value = (id: number, lead_number: string, more: Row): Row => ({
    state_id: id,
    identity_id: id,
    crm_lead_id: id,
    lead_number,
    email_key: `e${String(id)}`,
    phone_key: `p${String(id)}`,
    entry_on: '2024-01-05',
    zip: '89501',
    ...more,
  });

  /** Whether the two ways, of one report, are those of the same lead. */
  async function isSame(
    one: Row,
    other: Row,
    series: readonly [string, string] = ['', ''],
  ): Promise<unknown[]> {
    const workspace = await filledWorkspace(
      [srcCrmPresence, [1, 2].map((n) => ({ crm_lead_id: n, first_order: n, last_order: n }))],
      [srcCrmRanges, [1, 2].map((n) => ({ state_id: n, valid_from: n, valid_to: n, row_count: 1 }))],
      [
        srcSnapshots,
        series.map((of, i) => ({ snapshot_order: i + 1, file: `${String(i + 1)}.csv`, series: of })),
      ],
      [srcCrmValues, [value(1, 'AB-1', one), value(2, 'ab1', other)]],
    );
    const rows = await modelRows(workspace, rptNumberForms, undefined, [
      'lead_number',
      'plain_number',
      'is_same_lead',
      'file',
    ]);
    return rows.map(({ is_same_lead: is }) => is);
  }

  test('are one lead by the e-mail, by the phone, or by the day of entry and the place together', async () => {
    const other = { entry_on: '2024-01-06', zip: '1' };
    expect(await isSame({ email_key: 'e' }, { email_key: 'e', ...other })).toEqual([true, true]);
    expect(await isSame({ phone_key: 'p' }, { phone_key: 'p', ...other })).toEqual([true, true]);
    expect(await isSame({}, {})).toEqual([true, true]);
    expect(await isSame({ zip: null, city: 'Elko' }, { zip: null, city: 'Elko' })).toEqual([true, true]);
  });

  test('are not told to be one by the day of entry alone, or by the place alone', async () => {
    expect(await isSame({}, { zip: '1' })).toEqual([false, false]);
    expect(await isSame({}, { entry_on: '2024-01-06' })).toEqual([false, false]);
    expect(await isSame({ entry_on: null }, { entry_on: null })).toEqual([false, false]);
  });

  test('are two numbers where they are of two series', async () => {
    expect(await isSame({}, {}, ['a', 'b'])).toEqual([]);
  });
});

describe('A key that reports make in another way', () => {
  const turn = (crm_lead_id: number, key_before: string, key_after: string, more: Row = {}): Row => ({
    crm_lead_id,
    snapshot_order: 2,
    key_name: 'email',
    key_before,
    key_after,
    is_same_person: true,
    ...more,
  });
  async function readAs(turns: readonly Row[], delivered: readonly string[] = []): Promise<unknown[][]> {
    const workspace = await filledWorkspace(
      [intKeyChanges, turns],
      [intDeliveredLeads, delivered.map((email_key, i) => ({ lead_id: i + 1, email_key }))],
    );
    const plan = { delivered: AS_IS, crm: AS_IS, notAKey: ['none'], rekeyed: { email: [2], phone: [] } };
    const rows = await modelRows(workspace, intRekeyedKeys, plan, ['reported_key', 'compared_key']);
    return rows.map((row) => [row['reported_key'], row['compared_key']]);
  }

  test('is read as the one that its CRM lead had before, or as the one that a delivered lead has', async () => {
    expect(await readAs([turn(1, 'old', 'new')])).toEqual([['new', 'old']]);
    expect(await readAs([turn(1, 'old', 'new')], ['new'])).toEqual([['old', 'new']]);
    expect(await readAs([turn(1, 'old', 'new')], ['old', 'new'])).toEqual([]);
  });

  test('is left as it is where two CRM leads lead to different ones', async () => {
    expect(await readAs([turn(1, 'old', 'new'), turn(2, 'other', 'new')])).toEqual([]);
    expect(await readAs([turn(1, 'old', 'new'), turn(2, 'old', 'new')])).toEqual([['new', 'old']]);
  });

  test('is none where the report is not known to make them so, is of another person, or stands for no value', async () => {
    expect(await readAs([turn(1, 'old', 'new', { snapshot_order: 3 })])).toEqual([]);
    expect(await readAs([turn(1, 'old', 'new', { key_name: 'phone' })])).toEqual([]);
    expect(await readAs([turn(1, 'old', 'new', { is_same_person: false })])).toEqual([]);
    expect(await readAs([turn(1, 'old', 'new', { is_same_person: null })])).toEqual([['new', 'old']]);
    expect(await readAs([turn(1, 'none', 'new'), turn(2, 'old', 'none')])).toEqual([]);
  });
});
