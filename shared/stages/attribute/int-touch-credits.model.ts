import { defineModel } from '../../sql/model';
import { raw, sql, type Sql } from '../../sql/sql';
import { decayWeight } from './decay-weight';
import { intInvoicePaths, JOURNEY_COLUMNS } from './int-invoice-paths.model';

/** What a touch gets of the cents that whole shares leave over: one each by largest remainder, the earlier touch first. */
const credit = (model: Sql): Sql =>
  sql`cast(sign * (${model}_floor + case when ${model}_rank <= amount - ${model}_given then 1 else 0 end) as bigint)`;

/**
 * What each touch of a journey is credited under the models that share an invoice out. Amounts are whole cents and
 * weights whole numbers, so every share is exact: each touch gets the whole cents of its share, then the cents that
 * are left go one each to the largest remainders, of equal ones to the earlier touch. A refund is shared out like its
 * opposite. The shares of an invoice add up to its amount.
 */
export const intTouchCredits = defineModel({
  name: 'int_touch_credits',
  title: 'Credit of each touch',
  description: 'The cents of an invoice that each touch gets: linear, by position, by time decay.',
  grain: 'one row per invoice and touch',
  key: ['invoice_no', 'position'],
  shown: { grid: 310 },
  columns: {
    ...JOURNEY_COLUMNS,
    amount_cents: { type: 'BIGINT', description: 'Amount of the invoice in cents.', notNull: true },
    linear_cents: { type: 'BIGINT', description: 'The same to each touch.', notNull: true },
    position_based_cents: {
      type: 'BIGINT',
      description: '40 % to the first, 40 % to the last, 20 % to those between; one touch 100, two 50 each.',
      notNull: true,
    },
    time_decay_cents: {
      type: 'BIGINT',
      description: 'Half as much for every seven days before the invoice.',
      notNull: true,
    },
  },
  select: () => sql`
with weighted as (
  select *, abs(amount_cents) as amount, case when amount_cents < 0 then -1 else 1 end as sign,
    -- Times touches - 2, so that the weights are whole numbers.
    cast(case when touches <= 2 then 1 when position in (1, touches) then 40 * (touches - 2) else 20 end as bigint) as position_weight,
    cast(case when touches <= 2 then touches else 100 * (touches - 2) end as bigint) as position_total,
    ${decayWeight(raw('age_days - newest_age_days'))} as decay_weight
  from ${intInvoicePaths}
),
totalled as (select *, sum(decay_weight) over (partition by invoice_no) as decay_total from weighted),
divided as (
  select *, amount // touches as linear_floor, position as linear_rank,
    amount * position_weight // position_total as position_floor, amount * position_weight % position_total as position_rest,
    cast(cast(amount as hugeint) * decay_weight // decay_total as bigint) as decay_floor,
    cast(amount as hugeint) * decay_weight % decay_total as decay_rest
  from totalled
),
ranked as (
  select *, linear_floor * touches as linear_given,
    sum(position_floor) over (partition by invoice_no) as position_given,
    sum(decay_floor) over (partition by invoice_no) as decay_given,
    row_number() over (partition by invoice_no order by position_rest desc, position) as position_rank,
    row_number() over (partition by invoice_no order by decay_rest desc, position) as decay_rank
  from divided
)
select invoice_no, position, touches, campaign_key, amount_cents, ${credit(raw('linear'))} as linear_cents,
  ${credit(raw('position'))} as position_based_cents, ${credit(raw('decay'))} as time_decay_cents
from ranked`,
});
