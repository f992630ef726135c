import { AD_PLATFORMS } from '../domain/source';
import { money, toUsdCents } from './money-text';
import { TOUCH_MODELS } from '../domain/attribution';
import { shareOut, weightsOf, type PathTouch } from './revenue-attribution';
import {
  INVOICE_STATUSES,
  STATUSES,
  type Invoice,
  type IntercomRecord,
  type RevenueWorld,
  type SpendRow,
} from './revenue-model';

/** A touch counts up to so many days before the invoice. */
const LOOKBACK_DAYS = 90;

export interface CampaignTruth {
  readonly campaign_id: string;
  /** Invoices that give this campaign any weight. */
  readonly invoices: number;
  readonly revenue: number;
  /** Null where no ads export has the campaign: then it is not known. */
  readonly spend: number | null;
  /** Revenue / spend with six decimals; null without spend. */
  readonly roas: number | null;
}

export interface ModelTruth {
  readonly attributed: number;
  readonly unattributed: number;
  readonly unattributedBy: Readonly<Record<string, number>>;
  readonly campaigns: readonly CampaignTruth[];
}

/** The true figures of scenario `revenue`; money in dollars with two decimals. */
export interface RevenueTruth {
  readonly currency: 'USD';
  readonly invoices: number;
  readonly invoiced: number;
  readonly notInvoiced: readonly {
    readonly status: string;
    readonly invoices: number;
    readonly amount: number;
  }[];
  readonly refunds: { readonly invoices: number; readonly amount: number };
  readonly people: number;
  readonly leads: { readonly hubspot_leads: number; readonly intercom_leads: number };
  readonly duplicates: { readonly hubspot_leads: number; readonly intercom_leads: number };
  /** Record numbers (from 1, without the header) of Intercom: the survivor and its copy. */
  readonly clusters: readonly (readonly [first: number, copy: number])[];
  /** Records that share only a near-equal e-mail: not merged, to be asked. */
  readonly reviewPairs: readonly (readonly [first: number, other: number])[];
  readonly spend: readonly {
    readonly platform: string;
    readonly rows: number;
    readonly spend: number;
    readonly impressions: number;
    readonly clicks: number;
    readonly blankImpressions: number;
    readonly blankClicks: number;
  }[];
  readonly statuses: readonly { readonly status: string; readonly people: number }[];
  readonly coverage: {
    readonly invoicesWithPerson: number;
    readonly invoicesWithCampaign: number;
    readonly invoicesWithTouch: number;
  };
  readonly models: Readonly<Record<string, ModelTruth>>;
}

/**
 * Counts the true figures from people and events, without a database.
 *
 * What counts as invoiced: invoices of status `paid`; refunds are paid invoices of a negative amount and reduce it.
 * `open`, `void`, `uncollectible` and `draft` do not count and stand apart in `notInvoiced`. Amounts in other
 * currencies are converted once per row (MXN 17, COP 4200 for a dollar), to the nearest cent.
 *
 * `people` are the distinct persons of both lead tools. Reasons: `no_person` (in no lead file) and `no_campaign`
 * (a lead without one) in the model `crm_campaign`; `no_touch` in all others, whoever the invoice is for.
 */
export function revenueTruth(world: RevenueWorld): RevenueTruth {
  const counted = world.invoices.filter((invoice) => invoice.status === 'paid');
  const refunds = counted.filter((invoice) => invoice.cents < 0);
  const spend = spendByCampaign(world.spend);
  const { clusters, reviewPairs } = pairsOf(world.intercom);
  const campaignOf = new Map(world.people.map((person) => [person.uid, person.campaign]));
  const paths = pathsOf(world);
  const before = (invoice: Invoice): PathTouch[] =>
    (paths.get(invoice.uid) ?? []).filter(
      ({ day }) => day <= invoice.day && invoice.day - day <= LOOKBACK_DAYS,
    );
  const crm = creditModel(counted, spend, (invoice) => {
    const campaign = campaignOf.get(invoice.uid);
    if (campaign === undefined) return 'no_person';
    return campaign === null ? 'no_campaign' : [{ campaign, cents: toUsd(invoice) }];
  });
  const models: Record<string, ModelTruth> = { crm_campaign: crm };
  for (const model of TOUCH_MODELS) {
    models[model] = creditModel(counted, spend, (invoice) => {
      const path = before(invoice);
      if (path.length === 0) return 'no_touch';
      const weights = weightsOf(model, path, invoice.day);
      const shares = shareOut(toUsd(invoice), weights);
      return path
        .map(({ campaign }, i) => ({ campaign, cents: shares[i] as number }))
        .filter((_, i) => (weights[i] as number) > 0);
    });
  }
  return {
    currency: 'USD',
    invoices: counted.length,
    invoiced: total(counted),
    notInvoiced: INVOICE_STATUSES.slice(1).map((status) => {
      const apart = world.invoices.filter((invoice) => invoice.status === status);
      return { status, invoices: apart.length, amount: total(apart) };
    }),
    refunds: { invoices: refunds.length, amount: total(refunds) },
    people: world.people.length + reviewPairs.length,
    leads: {
      hubspot_leads: world.people.filter((person) => person.inHubspot).length,
      intercom_leads: world.intercom.length,
    },
    duplicates: { hubspot_leads: 0, intercom_leads: clusters.length },
    clusters,
    reviewPairs,
    spend: AD_PLATFORMS.map((platform) => platformTruth(platform, world.spend)),
    statuses: STATUSES.map((status) => ({
      status,
      people:
        world.people.filter((person) => person.status === status).length +
        world.intercom.filter((r) => r.kind === 'near_email_only' && r.person.status === status).length,
    })),
    coverage: {
      invoicesWithPerson: counted.filter(({ uid }) => campaignOf.has(uid)).length,
      invoicesWithCampaign: counted.filter(({ uid }) => (campaignOf.get(uid) ?? null) !== null).length,
      invoicesWithTouch: counted.filter((invoice) => before(invoice).length > 0).length,
    },
    models,
  };
}

const toUsd = (invoice: Invoice): number => toUsdCents(invoice.cents, invoice.currency);
const total = (invoices: readonly Invoice[]): number =>
  money(invoices.reduce((sum, invoice) => sum + toUsd(invoice), 0));

/** The touches of each person, oldest first. A session seen by two tools is one visit, hence one touch. */
function pathsOf(world: RevenueWorld): Map<string, PathTouch[]> {
  const paths = new Map<string, PathTouch[]>();
  for (const { uid, campaign, day } of world.visits) {
    if (uid === null || campaign === null) continue;
    const path = paths.get(uid);
    if (path === undefined) paths.set(uid, [{ campaign, day }]);
    else path.push({ campaign, day });
  }
  for (const path of paths.values()) path.sort((a, b) => a.day - b.day);
  return paths;
}

type Credit = readonly { readonly campaign: string; readonly cents: number }[];

/** Adds up what each invoice gives to campaigns, or the reason why it gives nothing. */
function creditModel(
  invoices: readonly Invoice[],
  spend: ReadonlyMap<string, number>,
  credit: (invoice: Invoice) => Credit | string,
): ModelTruth {
  const campaigns = new Map<string, { invoices: number; cents: number }>();
  for (const campaign of spend.keys()) campaigns.set(campaign, { invoices: 0, cents: 0 });
  const reasons = new Map<string, number>();
  let attributed = 0;
  for (const invoice of invoices) {
    const credits = credit(invoice);
    if (typeof credits === 'string') {
      reasons.set(credits, (reasons.get(credits) ?? 0) + toUsd(invoice));
      continue;
    }
    const met = new Set<string>();
    for (const { campaign, cents } of credits) {
      const sum = campaigns.get(campaign) ?? { invoices: 0, cents: 0 };
      sum.cents += cents;
      if (!met.has(campaign)) sum.invoices++;
      met.add(campaign);
      campaigns.set(campaign, sum);
      attributed += cents;
    }
  }
  const unattributed = [...reasons.values()].reduce((sum, cents) => sum + cents, 0);
  return {
    attributed: money(attributed),
    unattributed: money(unattributed),
    unattributedBy: Object.fromEntries([...reasons].sort().map(([reason, cents]) => [reason, money(cents)])),
    campaigns: [...campaigns]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([campaign_id, sum]) => {
        const cost = spend.get(campaign_id) ?? null;
        return {
          campaign_id,
          invoices: sum.invoices,
          revenue: money(sum.cents),
          spend: cost === null ? null : money(cost),
          roas: cost === null || cost === 0 ? null : Math.round((sum.cents / cost) * 1e6) / 1e6,
        };
      }),
  };
}

const costOf = (row: SpendRow): number =>
  row.cents === null ? (row.clicks ?? 0) * (row.centsPerClick ?? 0) : toUsdCents(row.cents, row.currency);

function spendByCampaign(rows: readonly SpendRow[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(row.campaign, (sums.get(row.campaign) ?? 0) + costOf(row));
  return sums;
}

function platformTruth(platform: string, all: readonly SpendRow[]): RevenueTruth['spend'][number] {
  const rows = all.filter((row) => row.platform === platform);
  const sum = (of: (row: SpendRow) => number): number => rows.reduce((so, row) => so + of(row), 0);
  return {
    platform,
    rows: rows.length,
    spend: money(sum(costOf)),
    impressions: sum((row) => row.impressions ?? 0),
    clicks: sum((row) => row.clicks ?? 0),
    blankImpressions: sum((row) => Number(row.impressions === null)),
    blankClicks: sum((row) => Number(row.clicks === null)),
  };
}

function pairsOf(records: readonly IntercomRecord[]): Pick<RevenueTruth, 'clusters' | 'reviewPairs'> {
  const first = new Map<IntercomRecord['person'], number>();
  const clusters: [number, number][] = [];
  const reviewPairs: [number, number][] = [];
  records.forEach((record, i) => {
    const number = i + 1;
    if (record.kind === 'own') first.set(record.person, number);
    else {
      const pairs = record.kind === 'near_email_only' ? reviewPairs : clusters;
      pairs.push([first.get(record.person) as number, number]);
    }
  });
  return { clusters, reviewPairs };
}
