import { PAIR_REASONS, type PairItem, type PairItemDetail, type PairSide } from '../../contract/review';
import { personRecordText, subjectKey, type PersonRecordKey } from '../../domain/decision';
import { ident, intList, sql, type Sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import { fctInvoices } from '../../stages/attribute/fct-invoices.model';
import { intLeadRecords } from '../../stages/dedup/int-lead-records.model';
import { intPersonMembers } from '../../stages/dedup/int-person-members.model';
import { rptLeadReviewPairs } from '../../stages/dedup/rpt-lead-review-pairs.model';
import { int, readRows, requiredText, text, type Row } from '../../sql/records';

/** Two people who may be one, by the numbers of this run. */
export interface ReviewPair {
  readonly item: PairItem;
  readonly reason: PairItemDetail['reason'];
  /** The records of the sides, in the order of the subject. */
  readonly leadNos: readonly [number, number];
}

/** The name of a record, from its parts or as one. */
const nameOf = (record: string): Sql =>
  sql`coalesce(nullif(concat_ws(' ', ${ident(record)}.first_name, ${ident(record)}.last_name), ''), ${ident(record)}.full_name)`;

/** What is invoiced to each person. */
const invoiced = (): Sql => sql`
select person_no, cast(count(*) as integer) as invoices, cast(sum(amount_cents) as bigint) as cents
from ${fctInvoices} where is_counted and person_no is not null group by person_no`;

/**
 * The pairs of people who may be one and were not merged. Until somebody says that they are, they count as two: first
 * are those with the most revenue that is wrong so, the probability that they are one times what is invoiced to both, at
 * least a cent. Pairs that could not be weighed count as half probable.
 */
export async function readPairReview(
  workspace: Workspace,
  signal?: AbortSignal,
): Promise<readonly ReviewPair[]> {
  if (!workspace.has(rptLeadReviewPairs)) return [];
  const rows = await readRows(
    workspace,
    sql`
with invoiced as (${invoiced()})
select p.lead_no_a, p.lead_no_b, p.reason, p.probability, a.source as source_a, a.lead_id as lead_id_a, a.user_uid as user_uid_a, a.email as email_a, ${nameOf('a')} as name_a,
  b.source as source_b, b.lead_id as lead_id_b, b.user_uid as user_uid_b, b.email as email_b, ${nameOf('b')} as name_b,
  cast(coalesce(i.cents, 0) + coalesce(j.cents, 0) as bigint) as invoiced_cents
from ${rptLeadReviewPairs} p
join ${intLeadRecords} a on a.lead_no = p.lead_no_a
join ${intLeadRecords} b on b.lead_no = p.lead_no_b
left join invoiced i on i.person_no = p.person_no_a
left join invoiced j on j.person_no = p.person_no_b
where p.is_asked
order by coalesce(p.probability, 0.5) * (abs(invoiced_cents) + 1) desc, p.lead_no_a, p.lead_no_b`,
    signal,
  );
  return rows.map(pairOf);
}

const keyOf = (row: Row, side: 'a' | 'b'): PersonRecordKey => ({
  source: requiredText(row, `source_${side}`),
  leadId: text(row, `lead_id_${side}`),
  userUid: text(row, `user_uid_${side}`),
  email: text(row, `email_${side}`),
});

/** Pairs that are judged in one go are as probable as each other. */
const BANDS = [0.999, 0.99, 0.95, 0.8, 0.5] as const;

const bandOf = (probability: number | null): string =>
  probability === null ? 'not weighed' : `from ${String(BANDS.find((low) => probability >= low) ?? 0)}`;

function pairOf(row: Row): ReviewPair {
  const [a, b] = [keyOf(row, 'a'), keyOf(row, 'b')];
  const isOrdered = personRecordText(a) <= personRecordText(b);
  const subject = { kind: 'pair' as const, left: isOrdered ? a : b, right: isOrdered ? b : a };
  const [leadA, leadB] = [int(row, 'lead_no_a'), int(row, 'lead_no_b')];
  const reason = PAIR_REASONS.find((known) => known === row['reason']) ?? 'near_email';
  const probability = row['probability'] === null ? null : Number(row['probability']);
  const called = (side: 'a' | 'b'): string => text(row, `email_${side}`) ?? text(row, `name_${side}`) ?? '–';
  return {
    reason,
    leadNos: isOrdered ? [leadA, leadB] : [leadB, leadA],
    item: {
      what: 'pair',
      id: `pair:${subjectKey(subject)}`,
      kind: 'near_email',
      title: `${called(isOrdered ? 'a' : 'b')} and ${called(isOrdered ? 'b' : 'a')}`,
      subject,
      evidence: reason,
      probability,
      invoicedCents: text(row, 'invoiced_cents') ?? '0',
      pattern: `near_email; ${reason}; ${bandOf(probability)}; ${a.source} ${b.source}`,
    },
  };
}

/** Both sides of these pairs. */
export async function readPairDetails(
  workspace: Workspace,
  pairs: readonly ReviewPair[],
  signal?: AbortSignal,
): Promise<readonly PairItemDetail[]> {
  if (pairs.length === 0) return [];
  const rows = await readRows(
    workspace,
    sql`
with invoiced as (${invoiced()}),
sizes as (select person_no, cast(count(*) as integer) as members from ${intPersonMembers} group by person_no)
select r.lead_no, r.source, r.record_number, r.lead_id, r.user_uid, r.email, ${nameOf('r')} as name, r.phone, r.city, r.company, r.country, r.born_on, r.campaign_id, r.status,
  cast(cast(r.deal_amount_cents as decimal(18, 0)) * 0.01 as varchar) as deal_amount, s.members, coalesce(i.invoices, 0) as invoices, coalesce(i.cents, 0) as cents
from ${intLeadRecords} r
join ${intPersonMembers} m using (lead_no)
join sizes s on s.person_no = m.person_no
left join invoiced i on i.person_no = m.person_no
where r.lead_no in (${intList(pairs.flatMap((pair) => pair.leadNos))})`,
    signal,
  );
  const sides = new Map(rows.map((row) => [int(row, 'lead_no'), sideOf(row)]));
  return pairs.flatMap(({ item, reason, leadNos }): PairItemDetail[] => {
    const [left, right] = [sides.get(leadNos[0]), sides.get(leadNos[1])];
    return left && right ? [{ what: 'pair', id: item.id, reason, left, right }] : [];
  });
}

const sideOf = (row: Row): PairSide => ({
  source: requiredText(row, 'source'),
  record: int(row, 'record_number'),
  leadId: text(row, 'lead_id'),
  userUid: text(row, 'user_uid'),
  email: text(row, 'email'),
  name: text(row, 'name'),
  phone: text(row, 'phone'),
  city: text(row, 'city'),
  company: text(row, 'company'),
  country: text(row, 'country'),
  bornOn: text(row, 'born_on'),
  campaignId: text(row, 'campaign_id'),
  status: text(row, 'status'),
  dealAmount: text(row, 'deal_amount'),
  members: int(row, 'members'),
  invoices: int(row, 'invoices'),
  invoicedCents: text(row, 'cents') ?? '0',
});
