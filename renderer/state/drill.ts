import type { EngineRequest } from '../../shared/contract/engine';
import { allRows, type Figure, type GridFilter, type GridQuery } from '../../shared/contract/grid';
import { faultOf, type FaultDetails } from '../../shared/domain/fault';
import type { LeadFilter } from '../../shared/contract/lead-filter';
import type { RowsReference } from '../../shared/domain/finding';
import { METRICS, type MetricId } from '../../shared/domain/metrics';
import { showPanel } from './panel';
import { services } from './services';

const isMetric = (id: string): id is MetricId => Object.hasOwn(METRICS, id);

/** The rows that a finding points to, as a grid query. */
export const queryOf = (rows: RowsReference): GridQuery => ({
  ...allRows(rows.table),
  filters: [
    ...rows.where.map(({ column, value }): GridFilter =>
      value === null ? { op: 'empty', column } : { op: 'equals', column, value },
    ),
    ...(rows.filled ?? []).map((column): GridFilter => ({ op: 'notEmpty', column })),
  ],
});

/** What a finding counts, where it is not the rows that it points to. */
export const figuresOf = ({ counts }: RowsReference): readonly Figure[] =>
  counts ? [{ take: 'distinct', ...counts }] : [];

export function showRows(
  title: string,
  subtitle: string,
  query: GridQuery,
  metricId: MetricId | null = null,
  figures: readonly Figure[] = [],
): void {
  showPanel({ kind: 'rows', title, subtitle, metricId, query, figures });
}

/** The SQL of a grid query, with the plain names of tables. */
export const fetchSql = async (query: GridQuery): Promise<string> =>
  (await services().engine.call('sqlOf', query)).sql;

/** What a panel is called, and what narrows the screen to the same part. */
export interface DrillWords {
  readonly title: string;
  readonly subtitle: string;
  readonly narrow?: LeadFilter | undefined;
}

/** Opens the rows behind a number of lead quality. Gives the fault when the engine cannot say which they are. */
export async function drill<M extends 'drill' | 'snapshotDrill' | 'compareDrill' | 'rateTrendDrill'>(
  method: M,
  request: EngineRequest<M>,
  { title, subtitle, narrow }: DrillWords,
): Promise<FaultDetails | null> {
  try {
    const { metricId, query, figures } = await services().engine.call(method, request);
    showPanel({
      kind: 'rows',
      title,
      subtitle,
      metricId: isMetric(metricId) ? metricId : null,
      query,
      figures,
      ...(narrow ? { narrow } : {}),
    });
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
    const { title, query, figures } = await services().engine.call('revenueDrill', request);
    showPanel({ kind: 'rows', title, subtitle, metricId, query, figures });
    return null;
  } catch (error) {
    return faultOf(error);
  }
}
