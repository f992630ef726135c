import { beforeAll, describe, expect, test } from 'vitest';
import { completeOptions } from '../../shared/sample/options';
import { revenueTruth, type RevenueTruth } from '../../shared/sample/revenue-truth';
import { buildRevenueWorld } from '../../shared/sample/revenue-world';
import { sql } from '../../shared/sql/sql';
import type { Workspace } from '../../shared/sql/workspace';
import { readRevenue } from '../../shared/stages/attribute/read-revenue.step';
import { intLeadRecords } from '../../shared/stages/dedup/int-lead-records.model';
import { intPersonMembers } from '../../shared/stages/dedup/int-person-members.model';
import { rptLeadReviewPairs } from '../../shared/stages/dedup/rpt-lead-review-pairs.model';
import { revenueWorkspace, rowsOf, stagingOf } from '../support/revenue-tables';
import { runRevenue } from '../support/run-stages';

/** Pairs of Intercom records, by their numbers. */
const pairsOf = (rows: readonly Record<string, unknown>[]): Set<string> =>
  new Set(rows.map((row) => `${String(row['a'])} ${String(row['b'])}`));

describe.each([3, 41])('a sample of 3,000 people and 1,000 invoices, seed %i', (seed) => {
  let workspace: Workspace;
  let truth: RevenueTruth;

  beforeAll(async () => {
    const options = completeOptions({
      scenario: 'revenue',
      leads: 3000,
      snapshots: 1,
      seed,
      clean: false,
      invoices: 1000,
    });
    const world = buildRevenueWorld(options);
    truth = revenueTruth(world);
    workspace = await revenueWorkspace(stagingOf(world));
    await runRevenue(workspace);
  });

  test('merges no two records of Intercom that are two people', async () => {
    const merged = pairsOf(
      await rowsOf(
        workspace,
        sql`select a.record_number as a, b.record_number as b
          from ${intPersonMembers} m join ${intPersonMembers} n on m.person_no = n.person_no and m.lead_no < n.lead_no
          join ${intLeadRecords} a on a.lead_no = m.lead_no join ${intLeadRecords} b on b.lead_no = n.lead_no
          where a.source = 'intercom_leads' and b.source = 'intercom_leads'`,
      ),
    );
    const known = new Set(truth.clusters.map(([first, copy]) => `${String(first)} ${String(copy)}`));
    expect(merged).toEqual(known);
    expect(known.size).toBeGreaterThan(50);
  });

  test('puts up for review exactly those who share no more than a near-equal e-mail', async () => {
    const asked = pairsOf(
      await rowsOf(
        workspace,
        sql`select record_number_a as a, record_number_b as b from ${rptLeadReviewPairs}`,
      ),
    );
    expect(asked).toEqual(
      new Set(truth.reviewPairs.map(([first, other]) => `${String(first)} ${String(other)}`)),
    );
    expect(asked.size).toBeGreaterThan(3);
  });

  test('has its people, and every model gives every campaign its revenue to the cent', async () => {
    const revenue = await readRevenue(workspace);
    expect(revenue.people).toBe(truth.people);
    expect(revenue.duplicates).toEqual(truth.duplicates);
    expect(revenue.invoiced).toBe(truth.invoiced);
    expect(revenue.models).toEqual(truth.models);
  });

  test('reaches as many people, campaigns and journeys as it has', async () => {
    const { joinCoverage } = await readRevenue(workspace);
    const matched = (from: string, to: string) =>
      joinCoverage.find((hop) => hop.from === from && hop.to === to)?.matched;
    expect(matched('stripe_invoices', 'people')).toBe(truth.coverage.invoicesWithPerson);
    expect(matched('invoiced_people', 'campaigns')).toBe(truth.coverage.invoicesWithCampaign);
    expect(matched('stripe_invoices', 'touches')).toBe(truth.coverage.invoicesWithTouch);
  });
});
