import { FUNNEL_STAGES, perCount } from '../../domain/lead-quality';
import { METRICS } from '../../domain/metrics';
import { defineModel, type ColumnSpec } from '../../sql/model';
import { raw, sql, type Sql } from '../../sql/sql';
import { intLeadOutcomes } from './int-lead-outcomes.model';

const counts = (basis: 'ever' | 'latest'): Sql =>
  raw(
    FUNNEL_STAGES.map(
      (stage) => `cast(count(*) filter (has_${METRICS[stage].stage.column}_${basis}) as integer) as ${stage}`,
    ).join(', '),
  );

const basisRows = (basis: 'ever' | 'latest', leads: Sql): Sql => sql`
select ${raw(`'${basis}'`)} as basis, link_setting, cast(count(*) as integer) as delivered,
  cast(count(*) filter (is_matched) as integer) as matched, ${counts(basis)}
from ${leads} group by link_setting`;

const count = (description: string): ColumnSpec => ({ type: 'INTEGER', description });

/** The funnel under each basis and link setting. A lead counts once. */
export const rptFunnel = defineModel({
  name: 'rpt_funnel',
  title: 'Funnel',
  description: 'Delivered leads by what they reached, under each basis and link setting.',
  grain: 'one row per basis and link setting',
  key: ['basis', 'link_setting'],
  shown: { grid: 440, report: 60 },
  columns: {
    basis: { type: 'VARCHAR', description: 'ever or latest.' },
    link_setting: { type: 'VARCHAR', label: 'Links', description: 'strict or linked.' },
    delivered: count('Delivered leads.'),
    matched: count('Matched leads.'),
    ...perCount(FUNNEL_STAGES, (stage) => count(`${METRICS[stage].name}.`)),
  },
  select: () => funnelOf(sql`${intLeadOutcomes}`),
});

/** The funnel of some of the lead outcomes: `leads` is a relation with the columns of `int_lead_outcomes`. */
export function funnelOf(leads: Sql): Sql {
  return sql`${basisRows('ever', leads)} union all ${basisRows('latest', leads)}`;
}
