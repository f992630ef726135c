import { raw, sql } from '../../sql/sql';
import { defineStep } from '../../sql/stage';
import type { Workspace } from '../../sql/workspace';
import { together } from '../../domain/together';
import { clustersOf } from '../../domain/clusters';
import { digestOf } from './digest-of';
import { emailSeries } from './dedup-parameters';
import { intLeadPairs } from './int-lead-pairs.model';
import { intLeadRecords } from './int-lead-records.model';
import { nearEmails } from './near-email';
import { srcNearEmails } from './src-near-emails';
import { srcPersonClusters } from './src-person-clusters';

/**
 * Finds the near-equal e-mails of the lead records.
 * @returns blocks that were left out as numbered series (user1, user2 …)
 */
async function findNearEmails(
  workspace: Workspace,
  signal?: AbortSignal,
): Promise<{ readonly series: number }> {
  const result = await workspace.query(
    sql`select distinct email from ${intLeadRecords} where email is not null order by email`,
    signal,
  );
  const emails = Array.from(result.column(0), String);
  const { pairs, series } = await nearEmails(emails, signal);
  // The pairs are the content: e-mails that come or go without a near one change nothing.
  const sides = [pairs.map(([a]) => emails[a] ?? ''), pairs.map(([, b]) => emails[b] ?? '')] as const;
  await workspace.fill(srcNearEmails, sides.map((side) => side.join('\n')).join('\n\n'), async (into) => {
    if (pairs.length === 0) return;
    await into.append({
      email_a: { type: 'text', values: sides[0] },
      email_b: { type: 'text', values: sides[1] },
    });
  });
  return { series };
}

/** Joins the pairs to people: each connected group of records is one. */
async function joinRecords(workspace: Workspace, signal?: AbortSignal): Promise<void> {
  const [leads, joined] = await together([
    digestOf(workspace, intLeadRecords, raw('lead_no'), signal),
    digestOf(workspace, intLeadPairs, raw('lead_no_a, lead_no_b'), signal),
  ]);
  const key = `${leads} | ${joined}`;
  await workspace.fill(srcPersonClusters, key, async (into) => {
    const [records, edges] = await together([
      workspace.query(sql`select lead_no from ${intLeadRecords} order by lead_no`, signal),
      workspace.query(sql`select lead_no_a, lead_no_b from ${intLeadPairs}`, signal),
    ]);
    const numbers = records.column(0);
    if (numbers.length === 0) return;
    const size = Number(numbers[numbers.length - 1]) + 1;
    const clusters = clustersOf(
      size,
      Int32Array.from(edges.column(0), Number),
      Int32Array.from(edges.column(1), Number),
    );
    const leads = Int32Array.from(numbers, Number);
    await into.append({
      lead_no: { type: 'integer', values: leads },
      person_no: { type: 'integer', values: leads.map((lead) => clusters[lead] ?? lead) },
    });
  });
}

export const findNearEmailsStep = defineStep({
  name: 'find_near_emails',
  title: 'Comparing e-mails',
  reads: [intLeadRecords],
  writes: [srcNearEmails],
  gives: [emailSeries],
  size: 'groups',
  run: async ({ workspace, give, signal }) => {
    const { series } = await findNearEmails(workspace, signal);
    give(emailSeries, series);
  },
});

export const joinRecordsStep = defineStep({
  name: 'join_records',
  title: 'Joining records to people',
  reads: [intLeadRecords, intLeadPairs],
  writes: [srcPersonClusters],
  size: 'rows',
  run: ({ workspace, signal }) => joinRecords(workspace, signal),
});
