import { defineModel } from '../../sql/model';
import { ATTRIBUTION_MODELS, TOUCH_MODELS, type AttributionModel } from '../../domain/attribution';
import { commas, ident, join, lit, raw, sql, type Sql } from '../../sql/sql';
import { fctInvoices } from './fct-invoices.model';
import { intDirectInvoices } from './int-direct-invoices.model';
import { intTouchCredits } from './int-touch-credits.model';

/** The models under which touches share an invoice: each has a column of `int_touch_credits`. */
const SHARING = ['linear', 'position_based', 'time_decay'] as const satisfies readonly AttributionModel[];

const centsOf = (model: (typeof SHARING)[number]): Sql => ident(`${model}_cents`);

const shared = (model: (typeof SHARING)[number]): Sql =>
  sql`select ${lit(model)} as model, invoice_no, campaign_key, touches, ${centsOf(model)} as credit_cents from by_campaign`;

/** What each model credits to which campaign. */
const CREDITED: Readonly<Record<AttributionModel, Sql>> = {
  crm_campaign: sql`select 'crm_campaign' as model, invoice_no, lead_campaign_key as campaign_key, 0 as touches, amount_cents as credit_cents
  from invoices where lead_campaign_key is not null`,
  first_touch: sql`select 'first_touch' as model, invoice_no, campaign_key, 1 as touches, amount_cents as credit_cents from credits where position = 1`,
  last_touch: sql`select 'last_touch' as model, invoice_no, campaign_key, 1 as touches, amount_cents as credit_cents from credits where position = touches`,
  linear: shared('linear'),
  position_based: shared('position_based'),
  time_decay: shared('time_decay'),
};

/**
 * Every counted invoice under every model: its amount credited to campaigns, or one row without a campaign and with
 * the reason. The credits of an invoice add up to its amount under each model; an invoice that a model cannot credit
 * is never given to another one.
 */
export const fctAttributedRevenue = defineModel({
  name: 'fct_attributed_revenue',
  title: 'Attributed revenue',
  description: 'What each model credits of each invoice to each campaign, or why to none.',
  grain: 'one row per model, invoice and campaign',
  key: ['model', 'invoice_no', 'campaign_key'],
  shown: { grid: 240, star: 120 },
  columns: {
    model: { type: 'VARCHAR', kind: 'code', description: 'Attribution model.', notNull: true },
    invoice_no: { type: 'INTEGER', kind: 'text', description: 'Number of the invoice.', notNull: true },
    campaign_key: { type: 'VARCHAR', label: 'Campaign', description: 'Campaign; null where unattributed.' },
    reason: { type: 'VARCHAR', kind: 'code', description: 'Why unattributed; null where attributed.' },
    touches: {
      type: 'INTEGER',
      description: 'Touches of the campaign that are credited; 0 in the model crm_campaign.',
      notNull: true,
    },
    credit_cents: { type: 'BIGINT', label: 'Credit (cents)', description: 'Credit in cents.', notNull: true },
  },
  select: () => sql`
with invoices as (select * from ${fctInvoices} where is_counted),
credits as (select * from ${intTouchCredits}),
by_campaign as (
  select invoice_no, campaign_key, cast(count(*) as integer) as touches,
    ${commas(SHARING.map(centsOf).map((cents) => sql`cast(sum(${cents}) as bigint) as ${cents}`))}
  from credits group by invoice_no, campaign_key
),
credited as (
  ${join(
    ATTRIBUTION_MODELS.map((model) => CREDITED[model]),
    raw('\n  union all '),
  )}
),
-- One row for each invoice of a journey.
journeys as (select invoice_no from credits where position = 1),
left_over as (
  select 'crm_campaign' as model, invoice_no, case when person_no is null then 'no_person' else 'no_campaign' end as reason, amount_cents
  from invoices where lead_campaign_key is null
  union all
  select m.model, i.invoice_no, case when i.invoiced_on is null then 'no_date' when d.invoice_no is not null then 'only_direct' else 'no_touch' end, i.amount_cents
  from invoices i anti join journeys using (invoice_no)
  left join ${intDirectInvoices} d on d.invoice_no = i.invoice_no
  cross join (select unnest([${commas(TOUCH_MODELS.map(lit))}]) as model) m
)
select model, invoice_no, campaign_key, cast(null as varchar) as reason, touches, credit_cents from credited
union all
select model, invoice_no, null, reason, 0, amount_cents from left_over`,
});
