import type { GridFilter, GridScope } from '../../contract/grid';
import type { LinkSetting } from '../../domain/lead-quality';
import { LeadlensError } from '../../domain/fault';
import type { AnyRelation } from '../../sql/model';
import { lit, sql, type Sql } from '../../sql/sql';
import { intLinks } from '../../stages/decide/int-links.model';
import { intCrmStates } from '../../stages/measure/int-crm-states.model';
import { rptLeadChanges } from '../lead-quality/lead-changes';
import { outcomesWhere } from '../lead-quality/lead-filters';

/** Identities that are linked to the delivered leads that these filters leave. */
export const linkedIdentities = (links: LinkSetting, leads: readonly GridFilter[]): Sql => sql`
select distinct l.identity_id from ${intLinks} l
semi join ${outcomesWhere([...leads, { op: 'equals', column: 'link_setting', value: links }])} o using (lead_id)
where l.link_setting = ${lit(links)}`;

/** For what no table can be narrowed to. */
export const noSuchPart = (message: string): LeadlensError =>
  new LeadlensError({ kind: 'bug', code: 'no_such_part', message });

/** What the rows of a grid query are taken from where that is not all of its table. @throws LeadlensError where a table has no such part */
export function partOf(scope: GridScope, relation: AnyRelation): Sql | null {
  if (scope.kind === 'comparison' || relation.name === rptLeadChanges.name) {
    if (scope.kind !== 'comparison' || relation.name !== rptLeadChanges.name) {
      throw noSuchPart(
        `${relation.name} is asked for as ${scope.kind}: two sides make ${rptLeadChanges.name}.`,
      );
    }
    return sql`(${rptLeadChanges.select(scope)})`;
  }
  if (scope.kind === 'all') return null;
  const identities = linkedIdentities(scope.links, scope.leads);
  if (Object.hasOwn(relation.columns, 'identity_id')) {
    return sql`(select * from ${relation} where identity_id in (${identities}))`;
  }
  if (Object.hasOwn(relation.columns, 'crm_lead_id')) {
    return sql`(select * from ${relation} where crm_lead_id in (
  select crm_lead_id from ${intCrmStates} where identity_id in (${identities})))`;
  }
  throw noSuchPart(`Rows of ${relation.name} are linked to no delivered lead.`);
}
