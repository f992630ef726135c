import type { PairDecision } from '../../domain/decided';
import type { PersonRecordKey } from '../../domain/decision';
import { sql } from '../../sql/sql';
import { defineStep } from '../../sql/stage';
import type { Workspace } from '../../sql/workspace';
import { pairDecisions, pairReview, type PairReview } from './dedup-parameters';
import { intLeadRecords } from './int-lead-records.model';
import { srcDecidedPairs, srcPairDecisions } from './src-decided-pairs';

/**
 * Finds the records that decisions about people name, and keeps what was said of them. Where several records have the
 * same keys the earliest stands for them. *Unsure* changes nothing.
 */
async function applyPairDecisions(
  workspace: Workspace,
  decisions: readonly PairDecision[],
  signal?: AbortSignal,
): Promise<PairReview> {
  const about = decisions.filter((d) => d.verdict !== 'unsure');
  const sides = about.flatMap(({ subject }, decision) =>
    [subject.left, subject.right].map((key, side) => ({ decision, side, key })),
  );
  await workspace.fill(srcPairDecisions, JSON.stringify(sides), async (into) => {
    if (sides.length === 0) return;
    const text = (
      of: (key: PersonRecordKey) => string | null,
    ): { type: 'text'; values: (string | null)[] } => ({ type: 'text', values: sides.map((s) => of(s.key)) });
    await into.append({
      decision_no: { type: 'integer', values: sides.map((s) => s.decision) },
      side: { type: 'integer', values: sides.map((s) => s.side) },
      source: text((key) => key.source),
      lead_id: text((key) => key.leadId),
      user_uid: text((key) => key.userUid),
      email: text((key) => key.email),
    });
  });
  const found: [number | null, number | null][] = about.map(() => [null, null]);
  if (about.length > 0) {
    const records = await workspace.query(
      sql`
select d.decision_no, d.side, min(r.lead_no) from ${srcPairDecisions} d join ${intLeadRecords} r
  on r.source = d.source and r.lead_id is not distinct from d.lead_id and r.user_uid is not distinct from d.user_uid
  and r.email is not distinct from d.email
group by d.decision_no, d.side`,
      signal,
    );
    for (const [decision, side, lead] of records.rows()) {
      const pair = found[Number(decision)];
      if (pair) pair[Number(side) === 0 ? 0 : 1] = Number(lead);
    }
  }
  const pairs = about.flatMap(({ verdict }, i) => {
    const [a, b] = found[i] ?? [null, null];
    return a === null || b === null || a === b
      ? []
      : [{ a: Math.min(a, b), b: Math.max(a, b), isSame: verdict === 'accept' ? 1 : 0 }];
  });
  pairs.sort((x, y) => x.a - y.a || x.b - y.b);
  await workspace.fill(srcDecidedPairs, JSON.stringify(pairs), async (into) => {
    if (pairs.length === 0) return;
    await into.append({
      lead_no_a: { type: 'integer', values: pairs.map((p) => p.a) },
      lead_no_b: { type: 'integer', values: pairs.map((p) => p.b) },
      is_same: { type: 'integer', values: pairs.map((p) => p.isSame) },
    });
  });
  return {
    unattached: about.filter((_, i) => found[i]?.includes(null) === true),
  };
}

export const applyPairDecisionsStep = defineStep({
  name: 'apply_pair_decisions',
  title: 'Applying decisions about people',
  reads: [intLeadRecords],
  takes: [pairDecisions],
  writes: [srcPairDecisions, srcDecidedPairs],
  gives: [pairReview],
  size: 'groups',
  run: async ({ workspace, get, give, signal }) =>
    give(pairReview, await applyPairDecisions(workspace, get(pairDecisions), signal)),
});
