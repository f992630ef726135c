import { daysBetween } from '../../sql/dialect';
import { defineModel, type Columns } from '../../sql/model';
import { lit, raw, sql, type Sql } from '../../sql/sql';
import { fctInvoices } from './fct-invoices.model';
import { fctTouches } from './fct-touches.model';
import { hasTime } from './moment';

export interface AttributionParameters {
  /** Days before an invoice in which a touch counts. */
  readonly windowDays: number;
}

/** A touch of the journey to an invoice. */
export const JOURNEY_COLUMNS = {
  invoice_no: { type: 'INTEGER', kind: 'text', description: 'Number of the invoice.', notNull: true },
  position: { type: 'INTEGER', description: 'Place of the touch in the journey, from 1.', notNull: true },
  touches: { type: 'INTEGER', description: 'Touches of the journey.', notNull: true },
  campaign_key: { type: 'VARCHAR', description: 'Campaign of the touch.', notNull: true },
} satisfies Columns;

/**
 * Whether a touch `t` can have led to an invoice `i`: at most the window before it, and not after it. By the moment where
 * it is known of both; else by time as both are written; where one has a day alone, a touch of the day of the invoice counts.
 */
export const leadsTo = ({
  windowDays,
}: AttributionParameters): Sql => sql`case when t.moment is not null and i.moment is not null then t.moment <= i.moment
    else t.touched_on <= i.invoiced_on
      and not (t.touched_at > i.invoiced_at and ${hasTime(raw('t.touched_at'))} and ${hasTime(raw('i.invoiced_at'))}) end
    and ${daysBetween(raw('t.touched_on'), raw('i.invoiced_on'))} <= ${lit(windowDays)}`;

/** The invoices for which touches are looked for, as the relation `i` of `leadsTo`. */
export const invoicesWithDate = sql`select invoice_no, person_uid, invoiced_on, coalesce(invoiced_at, cast(invoiced_on as timestamp)) as invoiced_at, moment, amount_cents
  from ${fctInvoices} where is_counted and person_uid is not null and invoiced_on is not null`;

/**
 * The touches before each counted invoice in their order: by moment, then tool, then record. A touch whose time zone is not
 * known stands at its time as written, one that has a day alone at the beginning of the day.
 */
export const intInvoicePaths = defineModel<AttributionParameters>({
  name: 'int_invoice_paths',
  title: 'Journeys',
  description: 'The touches that led to each invoice, in their order.',
  grain: 'one row per invoice and touch',
  key: ['invoice_no', 'position'],
  shown: { grid: 300 },
  columns: {
    ...JOURNEY_COLUMNS,
    age_days: { type: 'INTEGER', description: 'Days from the touch to the invoice.', notNull: true },
    newest_age_days: {
      type: 'INTEGER',
      description: 'Days from the last touch of the journey to the invoice.',
      notNull: true,
    },
    amount_cents: { type: 'BIGINT', description: 'Amount of the invoice in cents.', notNull: true },
  },
  example: { windowDays: 1 },
  select: (parameters) => sql`
with invoices as (${invoicesWithDate}),
touches as (select person_uid, campaign_key, touched_on, touched_at, moment, touch_order from ${fctTouches} where is_touch),
journeys as (
  select i.invoice_no, i.amount_cents, t.campaign_key, coalesce(t.moment, t.touched_at) as stands_at, t.touch_order,
    cast(greatest(0, ${daysBetween(raw('t.touched_on'), raw('i.invoiced_on'))}) as integer) as age_days
  from invoices i join touches t using (person_uid)
  where ${leadsTo(parameters)}
)
select invoice_no, cast(row_number() over (partition by invoice_no order by stands_at, touch_order) as integer) as position,
  cast(count(*) over (partition by invoice_no) as integer) as touches, campaign_key, age_days,
  min(age_days) over (partition by invoice_no) as newest_age_days, amount_cents
from journeys`,
});
