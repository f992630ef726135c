import type { ColumnKind, GridColumn, GridTable } from '../../contract/grid';
import type { AnyRelation, ColumnSpec, SqlType } from '../../sql/model';
import { srcCrmPresence, srcSnapshots } from '../../stages/clean/crm/src-crm-snapshots';
import {
  srcCellIssues,
  srcRejectedRecords,
  srcRemarkedRecords,
} from '../../stages/clean/records/src-unreadable';
import { stgDeliveredLeads } from '../../stages/clean/delivered/stg-delivered-leads.model';
import { intCrmIdentities } from '../../stages/match/int-crm-identities.model';
import { intDeliveredLeads } from '../../stages/match/int-delivered-leads.model';
import { intIdentityTiers } from '../../stages/match/int-identity-tiers.model';
import { intKeyFrequencies } from '../../stages/match/int-key-frequencies.model';
import { intPlaceholderKeys } from '../../stages/match/int-placeholder-keys.model';
import { intSharedKeys } from '../../stages/match/int-shared-keys.model';
import { rptRepeatedDeliveries } from '../../stages/measure/rpt-repeated-deliveries.model';
import { rptMultipliedOutcomes } from '../../stages/measure/rpt-multiplied-outcomes.model';
import { rptLinks } from '../../stages/match/rpt-links.model';
import { intCrmStates } from '../../stages/measure/int-crm-states.model';
import { intLeadOutcomes } from '../../stages/measure/int-lead-outcomes.model';
import { intPairOutcomes } from '../../stages/measure/int-pair-outcomes.model';
import { rptBreakdowns } from '../../stages/measure/rpt-breakdowns.model';
import { rptContradictions } from '../../stages/measure/rpt-contradictions.model';
import { rptFunnel } from '../../stages/measure/rpt-funnel.model';
import { rptLeadMovements } from '../../stages/measure/rpt-lead-movements.model';
import { rptSnapshotRows } from '../../stages/measure/rpt-snapshot-rows.model';
import { rptSnapshots } from '../../stages/measure/rpt-snapshots.model';
import {
  rptNeverDelivered,
  rptNeverReported,
  rptVanishedLeads,
} from '../../stages/measure/rpt-worklists.model';
import { dimDate } from '../../stages/model/dim-date.model';
import { dimLead } from '../../stages/model/dim-lead.model';
import { dimPlace } from '../../stages/model/dim-place.model';
import { dimStatus } from '../../stages/model/dim-status.model';
import { fctLeadStates } from '../../stages/model/fct-lead-states.model';
import { fctLeadOutcomes } from '../../stages/report/fct-lead-outcomes.model';
import { REVENUE_REPORTS, REVENUE_TABLES } from '../revenue/revenue-tables';

/** Everything that screens may ask pages of, the most asked for first. */
export const TABLES: readonly AnyRelation[] = [
  intLeadOutcomes,
  rptLinks,
  fctLeadStates,
  fctLeadOutcomes,
  rptNeverReported,
  rptNeverDelivered,
  rptVanishedLeads,
  rptLeadMovements,
  rptContradictions,
  rptRepeatedDeliveries,
  rptMultipliedOutcomes,
  ...REVENUE_TABLES,
  dimLead,
  dimPlace,
  dimStatus,
  dimDate,
  srcSnapshots,
  rptSnapshots,
  rptFunnel,
  rptBreakdowns,
  rptSnapshotRows,
  srcCellIssues,
  srcRejectedRecords,
  srcRemarkedRecords,
  stgDeliveredLeads,
  intDeliveredLeads,
  intCrmIdentities,
  intIdentityTiers,
  intKeyFrequencies,
  intPlaceholderKeys,
  intSharedKeys,
  intCrmStates,
  intPairOutcomes,
  srcCrmPresence,
];

/** The worklists and breakdowns that an export writes as CSV. */
export const EXPORT_TABLES: readonly AnyRelation[] = [
  rptNeverReported,
  rptNeverDelivered,
  rptVanishedLeads,
  rptContradictions,
  rptRepeatedDeliveries,
  rptFunnel,
  rptBreakdowns,
  rptSnapshots,
  ...REVENUE_REPORTS,
];

const KINDS: Readonly<Record<SqlType, ColumnKind>> = {
  VARCHAR: 'text',
  INTEGER: 'count',
  BIGINT: 'count',
  DOUBLE: 'number',
  BOOLEAN: 'boolean',
  DATE: 'date',
  TIMESTAMP: 'timestamp',
};

/** "has_demo_ever" → "Demo ever"; an id stays one. */
const labelOf = (name: string): string => {
  const words = name.replace(/^(is|has)_/, '').replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const columnOf = ([name, spec]: [string, ColumnSpec]): GridColumn => ({
  name,
  label: spec.label ?? labelOf(name),
  kind: spec.kind ?? (name.endsWith('_id') && spec.type === 'INTEGER' ? 'text' : KINDS[spec.type]),
  description: spec.description,
});

/** Numbers that hold within one session only: they join tables and say nothing to people. */
const isSessionNumber = ([name, { type }]: [string, ColumnSpec]): boolean =>
  (name.endsWith('_id') && type === 'INTEGER') || name === 'newness' || name === 'tie_break';

export const gridTable = (relation: AnyRelation): GridTable => ({
  name: relation.name,
  title: relation.title,
  description: relation.description,
  grain: relation.grain,
  columns: Object.entries(relation.columns)
    .filter((column) => !isSessionNumber(column))
    .map(columnOf),
});
