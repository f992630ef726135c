/**
 * The metric catalogue: every number that Leadlens shows has one entry here,
 * used by screens, the drill panel, the PDF and the docs alike.
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
    | 'rows'
    | 'files'
    | 'share'
    | 'bits'
    | 'days'
    | 'money'
    | 'people'
    | 'ratio';
  /** What a rate is a share of, in words; null for counts. */
  readonly denominator: string | null;
}

const define = <const T extends Record<string, Omit<Metric, 'id'>>>(
  entries: T,
): { readonly [K in keyof T]: Metric } =>
  Object.fromEntries(Object.entries(entries).map(([id, entry]) => [id, { id, ...entry }])) as {
    readonly [K in keyof T]: Metric;
  };

export const METRICS = define({
  delivered: {
    name: 'Delivered leads',
    definition:
      'Distinct lead ids of the delivered-leads export. A lead counts once, however often a file repeats it.',
    unit: 'leads',
    denominator: null,
  },
  matched: {
    name: 'Matched leads',
    definition:
      'Delivered leads to which at least one identity of the CRM reports is linked under the chosen link setting.',
    unit: 'leads',
    denominator: null,
  },
  set_reported: {
    name: 'Set (reported)',
    definition:
      'Delivered leads with a linked CRM row whose Set column is true, as reported, without repair.',
    unit: 'leads',
    denominator: null,
  },
  appointment: {
    name: 'Appointments',
    definition: 'Delivered leads with a linked CRM row that has Set true, or an appointment date, or a demo.',
    unit: 'leads',
    denominator: null,
  },
  demo: {
    name: 'Demos',
    definition: 'Delivered leads with a linked CRM row whose Demo column is true.',
    unit: 'leads',
    denominator: null,
  },
  sale: {
    name: 'Sales',
    definition:
      'Delivered leads with a linked CRM row whose disposition is in the sale group of the profile.',
    unit: 'leads',
    denominator: null,
  },
  net_sale: {
    name: 'Net sales',
    definition:
      'Sales whose CRM lead has a last non-empty job status, over all its snapshots, that is not in the cancelled group of the profile.',
    unit: 'leads',
    denominator: null,
  },
  appointment_rate: {
    name: 'Appointment rate',
    definition: 'Appointments divided by delivered leads, with the Wilson 95 % interval.',
    unit: 'share',
    denominator: 'delivered leads',
  },
  demo_rate: {
    name: 'Demo rate',
    definition: 'Demos divided by appointments, with the Wilson 95 % interval.',
    unit: 'share',
    denominator: 'appointments',
  },
  sale_rate: {
    name: 'Sale rate',
    definition: 'Sales divided by demos, with the Wilson 95 % interval.',
    unit: 'share',
    denominator: 'demos',
  },
  match_rate: {
    name: 'Match rate',
    definition: 'Matched leads divided by delivered leads.',
    unit: 'share',
    denominator: 'delivered leads',
  },
  report_rows: {
    name: 'Report rows',
    definition: 'Rows of all CRM snapshots after cleaning, repeats included; each distinct file counts once.',
    unit: 'rows',
    denominator: null,
  },
  crm_leads: {
    name: 'CRM leads',
    definition: 'Distinct lead numbers in all CRM snapshots.',
    unit: 'CRM leads',
    denominator: null,
  },
  identities: {
    name: 'Identities',
    definition: 'Distinct combinations of lead number, e-mail hash and phone hash in all CRM snapshots.',
    unit: 'identities',
    denominator: null,
  },
  snapshots: {
    name: 'Snapshots',
    definition: 'CRM report files with distinct content, in the order shown on the Sources screen.',
    unit: 'files',
    denominator: null,
  },
  open_reviews: {
    name: 'Open reviews',
    definition: 'Identities of tier e-mail only, phone only or conflict that nobody has decided.',
    unit: 'identities',
    denominator: null,
  },
  link_weight: {
    name: 'Link weight',
    definition:
      'Sum over the two keys of log2(m/u) where the key agrees and log2((1−m)/(1−u)) where it differs; u is the chance that a stranger carries that very value.',
    unit: 'bits',
    denominator: null,
  },
  days_to_appointment: {
    name: 'Days to appointment',
    definition: 'Calendar days from the entry date to the first appointment date of the same CRM lead.',
    unit: 'days',
    denominator: null,
  },
  invoiced: {
    name: 'Invoiced',
    definition:
      'Sum of the invoices that count, refunds taken off, in the project currency. An invoice that stands in the exports twice counts once.',
    unit: 'money',
    denominator: null,
  },
  attributed: {
    name: 'Attributed revenue',
    definition:
      'What the chosen model credits to campaigns. With what stays unattributed it adds up to what was invoiced, to the cent, under every model.',
    unit: 'money',
    denominator: null,
  },
  spend: {
    name: 'Spend',
    definition: 'Cost of the ads exports of all platforms, in the project currency.',
    unit: 'money',
    denominator: null,
  },
  roas: {
    name: 'ROAS',
    definition: 'Return on ad spend: attributed revenue divided by spend; none where nothing was spent.',
    unit: 'ratio',
    denominator: 'spend',
  },
  people: {
    name: 'People',
    definition:
      'Distinct people of HubSpot and Intercom: records that share a person id, or repeat one, are one person.',
    unit: 'people',
    denominator: null,
  },
  customers: {
    name: 'Customers',
    definition: 'People with an invoice of more than 0.',
    unit: 'people',
    denominator: null,
  },
  cost_per_lead: {
    name: 'Cost per lead',
    definition: 'Spend of a campaign divided by the people whose lead names it; none without spend or leads.',
    unit: 'money',
    denominator: 'leads',
  },
  cost_per_qualified_lead: {
    name: 'Cost per qualified lead',
    definition: 'Spend of a campaign divided by its leads with the status Qualified; none without them.',
    unit: 'money',
    denominator: 'qualified leads',
  },
  acquisition_cost: {
    name: 'Acquisition cost',
    definition:
      'Spend of a campaign divided by the customers whom the chosen model credits to it; none without spend or customers.',
    unit: 'money',
    denominator: 'customers',
  },
});

export type MetricId = keyof typeof METRICS;
