import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allRows } from '../../shared/contract/grid';
import { collected, onlyFile } from '../support/collected';
import { FOLDER, openEngine, settingsWith, type TestEngine } from '../support/engine';
import { sampleFolder, sourceOf } from '../support/samples';

/** The header line of a table as CSV. */
async function headerOf({ client }: TestEngine, table: string, raw: boolean): Promise<readonly string[]> {
  const file = onlyFile(await collected(client, 'csv', { query: allRows(table), byteOrderMark: false, raw }));
  const [line = ''] = new TextDecoder().decode(file).split('\r\n');
  return line.split(',');
}

describe('the header of a table as CSV', () => {
  let leads: TestEngine;
  let revenue: TestEngine;

  beforeAll(async () => {
    // The set column of the last snapshot of five is dead.
    leads = await openEngine(sourceOf(await sampleFolder({ leads: 400, snapshots: 5, seed: 3 })));
    await leads.client.call('run', { folder: FOLDER, settings: settingsWith() });
    revenue = await openEngine(
      sourceOf(await sampleFolder({ scenario: 'revenue', leads: 400, snapshots: 1, seed: 3 })),
    );
    await revenue.client.call('run', { folder: FOLDER, settings: settingsWith() });
  });
  afterAll(async () => {
    await leads.close();
    await revenue.close();
  });

  test('says which numbers are too low because a column died, and of which report on', async () => {
    const mark = '(too low: Set is false for everyone from report 5 on)';
    const header = await headerOf(leads, 'rpt_snapshots', false);
    expect(header).toContain(`set_reported ${mark}`);
    expect(header).toContain('demo');
    expect(await headerOf(leads, 'rpt_funnel', false)).toContain(`set_reported ${mark}`);
    expect(await headerOf(leads, 'int_crm_states', false)).toContain(
      'is_set (dead: Set is false for everyone from report 5 on)',
    );
    // The date is another column; an appointment has it as evidence besides.
    expect(header).toContain('appointment_date');
    expect(header).toContain('appointment (may be too low: Set is false for everyone from report 5 on)');
  });

  test('says in what money and shares are', async () => {
    expect(await headerOf(revenue, 'campaign_returns', false)).toEqual(
      expect.arrayContaining(['revenue_cents (USD cents)', 'spend_cents (USD cents)']),
    );
    expect(await headerOf(revenue, 'spend_days', false)).toContain('cost (USD)');
    expect(await headerOf(revenue, 'lead_review_pairs', false)).toContain('probability (0 to 1)');
  });

  test('is names of columns alone for programs', async () => {
    expect(await headerOf(leads, 'rpt_snapshots', true)).toContain('set_reported');
    expect(await headerOf(revenue, 'spend_days', true)).toContain('cost');
  });
});
