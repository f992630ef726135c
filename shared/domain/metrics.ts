import { servicesInWords } from './source';

/**
 * The metric catalogue: every number that Leadlens shows has one entry here, used by screens, the drill panel, the PDF,
 * the workbook, the command line, `summary.json` and docs/metrics.md alike. What a metric counts is `of`; a rate or a
 * cost divides that by `per`. `valueOf` computes any of them.
 */
export interface Metric {
  readonly id: string;
  readonly name: string;
  /** In plain words, exact enough to recompute it by hand. */
  readonly definition: string;
  readonly unit:
    | 'leads'
    | 'CRM leads'
    | 'identities'
    | 'items'
    | 'links'
    | 'rows'
    | 'files'
    | 'share'
    | 'bits'
    | 'days'
    | 'money'
    | 'people'
    | 'ratio';
  /** The count that it is, or that is divided. */
  readonly of: string;
  /** The count that it is divided by; null for counts. */
  readonly per: string | null;
  /** Whether a Wilson 95 % interval belongs to it. */
  readonly interval: boolean;
  /** Whether it is among the few numbers that stand on top of a screen and of the PDF. */
  readonly headline: boolean;
}

/** What a stage of the funnel needs beside its definition. */
export interface Stage {
  /** The columns `has_<column>_<basis>` of the outcomes say who has reached it. */
  readonly column: string;
  /** One of them, for flags of one lead. */
  readonly one: string;
  /** For the head of a narrow table. */
  readonly short: string;
  /** Whether breakdowns, cohorts and the rates of `summary.json` have it. */
  readonly brokenDown: boolean;
}

type CountEntry = Pick<Metric, 'name' | 'definition' | 'unit'> & {
  readonly headline?: true;
  readonly stage?: Stage;
};

type Count<Id, E extends CountEntry> = Metric &
  E & { readonly id: Id; readonly of: Id; readonly per: null; readonly interval: false };

const counts = <const T extends Record<string, CountEntry>>(
  entries: T,
): { readonly [K in keyof T]: Count<K, T[K]> } =>
  Object.fromEntries(
    Object.entries(entries).map(([id, entry]) => [
      id,
      { headline: false, ...entry, id, of: id, per: null, interval: false },
    ]),
  ) as { readonly [K in keyof T]: Count<K, T[K]> };

const COUNTS = counts({
  delivered: {
    name: 'Delivered leads',
    definition:
      'Distinct lead ids of the delivered-leads export. A lead counts once, however often a file repeats it.',
    unit: 'leads',
    headline: true,
  },
  matched: {
    name: 'Matched leads',
    definition:
      'Delivered leads to which at least one identity of the CRM reports is linked under the chosen link setting: strict, linked or likely.',
    unit: 'leads',
    headline: true,
  },
  set_reported: {
    name: 'Set (reported)',
    definition:
      'Delivered leads with a linked CRM row whose Set column is true, as reported, without repair.',
    unit: 'leads',
    stage: { column: 'set', one: 'Set', short: 'Set', brokenDown: false },
  },
  appointment: {
    name: 'Appointments',
    definition: 'Delivered leads with a linked CRM row that has Set true, or an appointment date, or a demo.',
    unit: 'leads',
    headline: true,
    stage: { column: 'appointment', one: 'Appointment', short: 'Appt.', brokenDown: true },
  },
  demo: {
    name: 'Demos',
    definition: 'Delivered leads with a linked CRM row whose Demo column is true.',
    unit: 'leads',
    headline: true,
    stage: { column: 'demo', one: 'Demo', short: 'Demo', brokenDown: true },
  },
  sale: {
    name: 'Sales',
    definition:
      'Delivered leads with a linked CRM row whose disposition is in the sale group of the profile.',
    unit: 'leads',
    headline: true,
    stage: { column: 'sale', one: 'Sale', short: 'Sale', brokenDown: true },
  },
  net_sale: {
    name: 'Net sales',
    definition:
      'Sales whose CRM lead has a last non-empty job status, over all its snapshots, that is not in the cancelled group of the profile.',
    unit: 'leads',
    headline: true,
    stage: { column: 'net_sale', one: 'Net sale', short: 'Net', brokenDown: false },
  },
  price: {
    name: 'Price of delivered leads',
    definition:
      'Sum of the prices of the delivered leads, each lead once by its first record, in the project currency; prices in a currency without a rate are left out and named.',
    unit: 'money',
  },
  report_rows: {
    name: 'Report rows',
    definition: 'Rows of all CRM snapshots after cleaning, repeats included; each distinct file counts once.',
    unit: 'rows',
  },
  crm_leads: {
    name: 'CRM leads',
    definition: 'Distinct lead numbers in all CRM snapshots.',
    unit: 'CRM leads',
  },
  identities: {
    name: 'Identities',
    definition: 'Distinct combinations of lead number, e-mail hash and phone hash in all CRM snapshots.',
    unit: 'identities',
  },
  snapshots: {
    name: 'Snapshots',
    definition: 'CRM report files with distinct content, in the order shown on the Sources screen.',
    unit: 'files',
  },
  open_reviews: {
    name: 'Open reviews',
    definition:
      'Items of the review queue that somebody must still judge. An item is a group of delivered leads and identities that keys join; an identity in it asks where its tier is e-mail only, phone only or conflict, or many share both of its keys, and nobody has decided, or where a decision about it is stale or unsure.',
    unit: 'items',
  },
  link_weight: {
    name: 'Link weight',
    definition:
      'Sum over the two keys of log2(m/u) where the key agrees and log2((1−m)/(1−u)) where it differs; u is the chance that a stranger carries that very value.',
    unit: 'bits',
  },
  link_probability: {
    name: 'Link probability',
    definition:
      'Chance that an identity is a delivered lead, among all its candidates and none: odds / (1 + the odds of all candidates), odds being 2 to the power of prior and link weight. Delivered leads with the same two keys are one person, whose odds count once. A link is likely when its probability is at least that of the setting (0.9), no other candidate has more than a tenth of its odds, and not both of its keys are shared by many.',
    unit: 'share',
  },
  expected_wrong_links: {
    name: 'Expected wrong links',
    definition: 'Sum of 1 − p over the likely links that no reviewer settled, p being the link probability.',
    unit: 'links',
  },
  expected_missed_links: {
    name: 'Expected missed links',
    definition:
      'Sum of p over the candidates that are not likely and that no reviewer settled. True links that no key speaks for are not among them: nobody can see them.',
    unit: 'links',
  },
  expected_error: {
    name: 'Expected error',
    definition:
      'How far a count under likely can be off: a counted lead is wrong with the chance that none of its links with that stage is true, a lead that is not counted is missed with the chance that one of its candidates with that stage is. The true count lies, with 95 %, between the count less the 97.5 % quantile of a Poisson distribution with the expected wrong ones, and the count plus that of the missed ones. It rests on the weights: where they could not be estimated it is no more than a guess.',
    unit: 'leads',
  },
  days_to_appointment: {
    name: 'Days to appointment',
    definition: 'Calendar days from the entry date to the first appointment date of the same CRM lead.',
    unit: 'days',
  },
  invoiced: {
    name: 'Invoiced',
    definition:
      'Sum of the invoices that count, less refunds and lost disputes, in the project currency: gross, refunds and disputes stand beside it. An invoice that stands in the exports twice counts once.',
    unit: 'money',
  },
  attributed: {
    name: 'Attributed revenue',
    definition:
      'What the chosen model credits to campaigns. With what stays unattributed it adds up to what was invoiced, to the cent, under every model.',
    unit: 'money',
  },
  spend: {
    name: 'Spend',
    definition: 'Cost of the ads exports of all platforms, in the project currency.',
    unit: 'money',
  },
  people: {
    name: 'People',
    definition: `Distinct people of ${servicesInWords('people', 'and')}: records that share a person id, or repeat one, are one person.`,
    unit: 'people',
  },
  pair_probability: {
    name: 'Pair probability',
    definition:
      'Chance that two records of people are one person: odds / (1 + odds of one person + odds of one household). The odds are the share of such pairs among all pairs of records times m / u of each comparison (first and last name, date of birth, e-mail, phone, city, company, country, id): m, the chance of the level on which the two agree for one person, by expectation-maximisation; u, that for strangers, on equal values by how rare the value is. Of people with several records it is that of the most probable two. From 5 % on a pair is asked about in Review, those with the most invoiced times the probability first; none is merged by it.',
    unit: 'share',
  },
  customers: {
    name: 'Customers',
    definition: 'People with an invoice of more than 0.',
    unit: 'people',
  },
  campaign_leads: {
    name: 'Leads',
    definition: `People whose lead in ${servicesInWords('people', 'or')} names the campaign.`,
    unit: 'people',
  },
  qualified_leads: {
    name: 'Qualified leads',
    definition:
      'People whose lead names the campaign and stands at Qualified or further: marketing or sales qualified lead (MQL, SQL), opportunity, open deal, customer, closed won, or what the project has put into that group.',
    unit: 'people',
  },
});

/** A number that can be counted, and so be divided. */
export type CountId = keyof typeof COUNTS;

type RatioEntry = Pick<Metric, 'name' | 'definition'> & {
  readonly of: CountId;
  readonly per: CountId;
  readonly unit: 'share' | 'ratio' | 'money';
  readonly interval?: true;
  readonly headline?: true;
};

type Ratio<Id, E extends RatioEntry> = Metric & E & { readonly id: Id };

const ratios = <const T extends Record<string, RatioEntry>>(
  entries: T,
): { readonly [K in keyof T]: Ratio<K, T[K]> } =>
  Object.fromEntries(
    Object.entries(entries).map(([id, entry]) => [id, { headline: false, interval: false, ...entry, id }]),
  ) as { readonly [K in keyof T]: Ratio<K, T[K]> };

const RATIOS = ratios({
  match_rate: {
    name: 'Match rate',
    definition: 'Matched leads divided by delivered leads, with the Wilson 95 % interval.',
    of: 'matched',
    per: 'delivered',
    unit: 'share',
    interval: true,
  },
  appointment_rate: {
    name: 'Appointment rate',
    definition: 'Appointments divided by delivered leads, with the Wilson 95 % interval.',
    of: 'appointment',
    per: 'delivered',
    unit: 'share',
    interval: true,
  },
  demo_rate: {
    name: 'Demo rate',
    definition: 'Demos divided by appointments, with the Wilson 95 % interval.',
    of: 'demo',
    per: 'appointment',
    unit: 'share',
    interval: true,
  },
  sale_rate: {
    name: 'Sale rate',
    definition: 'Sales divided by demos, with the Wilson 95 % interval.',
    of: 'sale',
    per: 'demo',
    unit: 'share',
    interval: true,
  },
  net_sale_rate: {
    name: 'Net sale rate',
    definition: 'Net sales divided by sales, with the Wilson 95 % interval.',
    of: 'net_sale',
    per: 'sale',
    unit: 'share',
    interval: true,
  },
  cost_per_appointment: {
    name: 'Cost per appointment',
    definition:
      'Price of the delivered leads divided by those of them with an appointment; none without prices or appointments.',
    of: 'price',
    per: 'appointment',
    unit: 'money',
    headline: true,
  },
  roas: {
    name: 'ROAS',
    definition: 'Return on ad spend: attributed revenue divided by spend; none where nothing was spent.',
    of: 'attributed',
    per: 'spend',
    unit: 'ratio',
  },
  cost_per_lead: {
    name: 'Cost per lead',
    definition: 'Spend of a campaign divided by the people whose lead names it; none without spend or leads.',
    of: 'spend',
    per: 'campaign_leads',
    unit: 'money',
  },
  cost_per_qualified_lead: {
    name: 'Cost per qualified lead',
    definition: 'Spend of a campaign divided by its qualified leads; none without them.',
    of: 'spend',
    per: 'qualified_leads',
    unit: 'money',
  },
  acquisition_cost: {
    name: 'Acquisition cost',
    definition:
      'Spend of a campaign divided by the customers whom the chosen model credits to it; none without spend or customers.',
    of: 'spend',
    per: 'customers',
    unit: 'money',
  },
});

export const METRICS = { ...COUNTS, ...RATIOS } as const;

export type MetricId = keyof typeof METRICS;

/** All entries, in the order of the catalogue. */
export const ALL_METRICS: readonly (Metric & { readonly id: MetricId; readonly stage?: Stage })[] =
  Object.values(METRICS);

export type StageId = {
  [K in CountId]: (typeof COUNTS)[K] extends { readonly stage: Stage } ? K : never;
}[CountId];

export type BrokenDownId = {
  [K in StageId]: (typeof COUNTS)[K] extends { readonly stage: { readonly brokenDown: true } } ? K : never;
}[StageId];

export type RatioId = keyof typeof RATIOS;

/** The ratios, in the order of the catalogue. */
export const ALL_RATIOS: readonly (typeof RATIOS)[RatioId][] = Object.values(RATIOS);
