import type { EngineRequest } from '../../shared/contract/engine';
import type { GridQuery } from '../../shared/contract/grid';
import { faultOf, type FaultDetails } from '../../shared/domain/fault';
import type { RowsReference } from '../../shared/domain/finding';
import { METRICS, type MetricId } from '../../shared/domain/metrics';
import { showPanel } from './panel';
import { services } from './services';

const isMetric = (id: string): id is MetricId => Object.hasOwn(METRICS, id);

/** A whole table, in its own order. */
export const allOf = (table: string): GridQuery => ({ table, filters: [], sort: [] });

/** The rows that a finding points to, as a grid query. */
export const queryOf = (rows: RowsReference): GridQuery => ({
  table: rows.table,
  filters: rows.where.map(({ column, value }) =>
    value === null ? { op: 'empty', column } : { op: 'equals', column, value },
  ),
  sort: [],
});

export function showRows(title: string, subtitle: string, query: GridQuery): void {
  showPanel({ kind: 'rows', title, subtitle, metricId: null, query });
}

/** Opens the rows behind a number of the funnel. Gives the fault when the engine cannot say which they are. */
export async function drill(
  request: EngineRequest<'drill'>,
  title: string,
  subtitle: string,
): Promise<FaultDetails | null> {
  try {
    const { metricId, query } = await services().engine.call('drill', request);
    showPanel({ kind: 'rows', title, subtitle, metricId: isMetric(metricId) ? metricId : null, query });
    return null;
  } catch (error) {
    return faultOf(error);
  }
}

/** Opens what stands behind a number of the Revenue screen. Gives the fault when the engine cannot say it. */
export async function drillRevenue(
  request: EngineRequest<'revenueDrill'>,
  subtitle: string,
  metricId: MetricId | null = null,
): Promise<FaultDetails | null> {
  try {
    const { title, query } = await services().engine.call('revenueDrill', request);
    showPanel({ kind: 'rows', title, subtitle, metricId, query });
    return null;
  } catch (error) {
    return faultOf(error);
  }
}
