import { FUNNEL_STAGES, type Basis, type FunnelStage, type Tier } from '../domain/lead-quality';
import { wilson, type Rate } from '../domain/rate';
import { isoDate } from './calendar';
import { SALE } from './lead-quality-life';
import type { DeliveredLead, Identity } from './lead-quality-model';
import type { ReportRow } from './lead-quality-rows';
import { breakdown, newestState, type BreakdownTruth } from './truth-breakdown';
import { isNet, lastJobOf, STAGES, tell, type Evidence, type Stage, type Told } from './truth-evidence';

type Stages = Record<FunnelStage, number>;
export interface SnapshotTruth {
  readonly order: number;
  rows: number;
  set_reported: number;
  appointment_date: number;
  demo: number;
  sale: number;
}

/** The true figures, in the keys of `leadQuality` in `summary.json`. */
export interface LeadQualityTruth {
  readonly delivered: number;
  readonly snapshots: number;
  readonly reportRows: number;
  readonly crmLeads: number;
  readonly identities: Record<Tier, number>;
  readonly matchedLeads: { readonly strict: number; readonly linked: number };
  readonly funnel: Record<
    'ever_linked' | 'ever_strict' | 'latest_linked' | 'latest_strict',
    { readonly delivered: number; readonly matched: number } & Stages
  > & { readonly snapshot_rows: { readonly rows: number } & Stages };
  readonly rates: { readonly ever_linked: Record<'appointment' | 'demo' | 'sale', Rate> };
  readonly bySnapshot: readonly SnapshotTruth[];
  readonly breakdowns: Record<'state' | 'entry_month', readonly BreakdownTruth[]>;
  readonly review: { readonly open: number };
}

/** What the delivered leads really reached, by who each person is and whatever the keys say. */
export type TrueFunnel = Readonly<
  Record<Basis, { readonly delivered: number; readonly matched: number } & Stages>
>;

/** One identity with the delivered lead that its person really is; null where that person was never delivered. */
export interface TrueLink {
  readonly lead_number: string;
  readonly identity: Identity;
  readonly tier: Tier;
  readonly true_lead: string | null;
}

export interface TruthKeeper {
  /** Tells of a row of the snapshot that was begun last. */
  add(row: ReportRow): void;
  beginSnapshot(): void;
  figures(): LeadQualityTruth;
  trueFunnel(): TrueFunnel;
  links(): TrueLink[];
}

/**
 * Counts the true figures from what the rows mean, by the definitions of the product and without a database:
 * tiers taken literally; evidence for a delivered lead only from its linked identities; `latest` is the last
 * snapshot in which the delivered lead appears through the links of that setting; a net sale is a sale whose last
 * non-empty job status over all snapshots is no cancellation.
 * @param comparable false if the two sides have keys of different algorithms: then no key can hit
 */
export function keepTruth(delivered: readonly DeliveredLead[], comparable: boolean): TruthKeeper {
  const byEmail = new Map(comparable ? delivered.map((lead, i) => [lead.email, i]) : []);
  const byPhone = new Map(comparable ? delivered.map((lead, i) => [lead.phone, i]) : []);
  const seen = new Map<Identity, Evidence>();
  const numbers = new Map<string, { lastJob: Told; saleRows: number }>();
  const bySnapshot: SnapshotTruth[] = [];
  let appointmentRows = 0;

  const meet = (row: ReportRow): Evidence => {
    const email = byEmail.get(row.identity.email);
    const phone = byPhone.get(row.identity.phone);
    const evidence: Evidence = {
      number: row.lead.number,
      entry: row.lead.entry,
      identity: row.identity,
      owner: row.lead.owner,
      ...tierOf(email, phone),
      ever: { set_reported: false, appointment: false, demo: false, sale: false },
      lastSnapshot: 0,
      latest: { set_reported: false, appointment: false, demo: false, sale: false },
      lastJob: { snapshot: 0, value: '' },
      lastState: { snapshot: 0, value: '' },
    };
    seen.set(row.identity, evidence);
    return evidence;
  };

  return {
    beginSnapshot() {
      bySnapshot.push({
        order: bySnapshot.length + 1,
        rows: 0,
        set_reported: 0,
        appointment_date: 0,
        demo: 0,
        sale: 0,
      });
    },
    add(row) {
      const snapshot = bySnapshot.length;
      const counts = bySnapshot[snapshot - 1] as SnapshotTruth;
      const { life } = row;
      const hasAppointment = row.set || life.appointment !== null || life.demo;
      const isSale = life.disposition === SALE;
      counts.rows++;
      if (row.set) counts.set_reported++;
      if (life.appointment !== null) counts.appointment_date++;
      if (life.demo) counts.demo++;
      if (isSale) counts.sale++;
      if (hasAppointment) appointmentRows++;

      let number = numbers.get(row.lead.number);
      if (number === undefined) {
        number = { lastJob: { snapshot: 0, value: '' }, saleRows: 0 };
        numbers.set(row.lead.number, number);
      }
      tell(number.lastJob, snapshot, life.jobStatus);
      if (isSale) number.saleRows++;

      const evidence = seen.get(row.identity) ?? meet(row);
      evidence.lastSnapshot = snapshot;
      evidence.latest.set_reported = row.set;
      evidence.latest.appointment = hasAppointment;
      evidence.latest.demo = life.demo;
      evidence.latest.sale = isSale;
      for (const stage of STAGES) evidence.ever[stage] ||= evidence.latest[stage];
      tell(evidence.lastJob, snapshot, life.jobStatus);
      tell(evidence.lastState, snapshot, row.state ?? '');
    },
    figures() {
      const all = [...seen.values()];
      const strict = groupBy(all, (e) => (e.tier === 'both' ? e.target : null));
      const linked = groupBy(all, (e) => e.target);
      const tiers: Record<Tier, number> = { both: 0, email_only: 0, phone_only: 0, conflict: 0, none: 0 };
      for (const evidence of all) tiers[evidence.tier]++;
      const total = (key: Exclude<keyof SnapshotTruth, 'order'>): number =>
        bySnapshot.reduce((sum, counts) => sum + counts[key], 0);
      let netSaleRows = 0;
      for (const number of numbers.values()) if (isNet(number.lastJob)) netSaleRows += number.saleRows;
      const everLinked = funnel(delivered.length, linked, 'ever');
      return {
        delivered: delivered.length,
        snapshots: bySnapshot.length,
        reportRows: total('rows'),
        crmLeads: numbers.size,
        identities: tiers,
        matchedLeads: { strict: strict.size, linked: linked.size },
        funnel: {
          ever_strict: funnel(delivered.length, strict, 'ever'),
          latest_strict: funnel(delivered.length, strict, 'latest'),
          ever_linked: everLinked,
          latest_linked: funnel(delivered.length, linked, 'latest'),
          snapshot_rows: {
            rows: total('rows'),
            set_reported: total('set_reported'),
            appointment: appointmentRows,
            demo: total('demo'),
            sale: total('sale'),
            net_sale: netSaleRows,
          },
        },
        rates: {
          ever_linked: {
            appointment: wilson(everLinked.appointment, everLinked.delivered),
            demo: wilson(everLinked.demo, everLinked.appointment),
            sale: wilson(everLinked.sale, everLinked.demo),
          },
        },
        bySnapshot,
        breakdowns: {
          state: breakdown(delivered.length, linked, newestState),
          entry_month: breakdown(delivered.length, linked, (_, home) => isoDate(home.entry).slice(0, 7)),
        },
        review: { open: tiers.email_only + tiers.phone_only + tiers.conflict },
      };
    },
    trueFunnel() {
      const owned = groupBy(seen.values(), (e) => e.owner);
      return {
        ever: funnel(delivered.length, owned, 'ever'),
        latest: funnel(delivered.length, owned, 'latest'),
      };
    },
    links: () =>
      [...seen.values()].map((e) => ({
        lead_number: e.number,
        identity: e.identity,
        tier: e.tier,
        true_lead: e.owner === null ? null : (delivered[e.owner] as DeliveredLead).uuid,
      })),
  };
}

function tierOf(email: number | undefined, phone: number | undefined): { tier: Tier; target: number | null } {
  if (email === undefined && phone === undefined) return { tier: 'none', target: null };
  if (phone === undefined) return { tier: 'email_only', target: email as number };
  if (email === undefined) return { tier: 'phone_only', target: phone };
  return email === phone ? { tier: 'both', target: email } : { tier: 'conflict', target: null };
}

/** Evidence by delivered lead; what belongs to none is left out. */
function groupBy(
  all: Iterable<Evidence>,
  leadOf: (evidence: Evidence) => number | null,
): Map<number, Evidence[]> {
  const groups = new Map<number, Evidence[]>();
  for (const evidence of all) {
    const lead = leadOf(evidence);
    if (lead === null) continue;
    const group = groups.get(lead);
    if (group === undefined) groups.set(lead, [evidence]);
    else group.push(evidence);
  }
  return groups;
}

function funnel(
  delivered: number,
  groups: Map<number, Evidence[]>,
  basis: Basis,
): { delivered: number; matched: number } & Stages {
  const counts: Stages = { set_reported: 0, appointment: 0, demo: 0, sale: 0, net_sale: 0 };
  for (const group of groups.values()) {
    const last = Math.max(...group.map((e) => e.lastSnapshot));
    const rows = basis === 'ever' ? group : group.filter((e) => e.lastSnapshot === last);
    const has = (e: Evidence, stage: Stage): boolean => (basis === 'ever' ? e.ever[stage] : e.latest[stage]);
    for (const stage of FUNNEL_STAGES) {
      const reached =
        stage === 'net_sale'
          ? rows.some((e) => has(e, 'sale') && isNet(lastJobOf(e.number, group)))
          : rows.some((e) => has(e, stage));
      if (reached) counts[stage]++;
    }
  }
  return { delivered, matched: groups.size, ...counts };
}
