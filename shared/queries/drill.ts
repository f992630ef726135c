import type { DrillDefinition, EngineRequest } from '../contract/engine';
import type { GridFilter } from '../contract/grid';
import { sql } from '../sql/sql';
import type { Workspace } from '../sql/workspace';
import { intLeadOutcomes } from '../stages/measure/int-lead-outcomes.model';
import { dispositionGroupOf } from './disposition-groups';
import { readRows, text } from './records';

const COLUMNS = {
  set_reported: 'has_set',
  appointment: 'has_appointment',
  demo: 'has_demo',
  sale: 'has_sale',
  net_sale: 'has_net_sale',
} as const;

/** The delivered leads behind a number of the funnel or of a breakdown; the total of the query equals the number. */
export async function drillInto(
  workspace: Workspace,
  { basis, links, stage, within }: EngineRequest<'drill'>,
  dispositionGroups: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<DrillDefinition> {
  const filters: GridFilter[] = [{ op: 'equals', column: 'link_setting', value: links }];
  if (stage === 'matched') filters.push({ op: 'equals', column: 'is_matched', value: true });
  else if (stage !== 'delivered')
    filters.push({ op: 'equals', column: `${COLUMNS[stage]}_${basis}`, value: true });
  if (within) {
    filters.push({ op: 'equals', column: 'is_matched', value: within.reported });
    filters.push(...(await dimensionFilters(workspace, within, dispositionGroups, signal)));
  }
  return {
    metricId: stage,
    query: { table: intLeadOutcomes.name, filters, sort: [{ column: 'entry_on', direction: 'desc' }] },
  };
}

async function dimensionFilters(
  workspace: Workspace,
  within: NonNullable<EngineRequest<'drill'>['within']>,
  groups: Readonly<Record<string, string>>,
  signal: AbortSignal | undefined,
): Promise<readonly GridFilter[]> {
  const { dimension, key } = within;
  const distinct = async (column: 'city' | 'disposition'): Promise<readonly string[]> => {
    const rows = await readRows(
      workspace,
      column === 'city'
        ? sql`select distinct city as v from ${intLeadOutcomes} where city is not null`
        : sql`select distinct disposition as v from ${intLeadOutcomes} where disposition is not null`,
      signal,
    );
    return rows.map((row) => text(row, 'v') ?? '');
  };
  const cities = async (city: string): Promise<GridFilter> => ({
    op: 'in',
    column: 'city',
    values: (await distinct('city')).filter((c) => c.toLowerCase() === city.toLowerCase()),
  });
  switch (dimension) {
    case 'city':
      return [key === null ? { op: 'empty', column: 'city' } : await cities(key)];
    case 'disposition_group':
      return [
        key === null
          ? { op: 'empty', column: 'disposition' }
          : {
              op: 'in',
              column: 'disposition',
              values: (await distinct('disposition')).filter(
                (code) => dispositionGroupOf(code, groups) === key,
              ),
            },
      ];
    case 'job_status_city': {
      const [status, city] = (key ?? '– · –').split(' · ');
      return [
        status === '–' || status === undefined
          ? { op: 'empty', column: 'job_status' }
          : { op: 'equals', column: 'job_status', value: status },
        city === '–' || city === undefined ? { op: 'empty', column: 'city' } : await cities(city),
      ];
    }
    default:
      return [{ op: 'equals', column: dimension, value: key }];
  }
}
