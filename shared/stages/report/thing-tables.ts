import type { FunnelView } from '../../contract/funnel';
import type { RevenueView } from '../../contract/revenue';
import { FUNNEL_KEYS } from '../../contract/summary';
import type { ThingOf, ThingTable } from '../../contract/thing';
import { settingInWords } from '../../charts/funnel-chart';
import { FUNNEL_STAGES, FUNNEL_STEPS } from '../../domain/lead-quality';
import { youngFrom } from '../../domain/young-cohorts';
import { METRICS } from '../../domain/metrics';
import type { ReportTable } from './report-types';
import { breakdownTable } from './sections/breakdowns';
import { campaignsTable, coverageTable, modelsTable, platformsTable } from './sections/revenue';

const plain = ({ title, note, columns, rows, total }: ReportTable): ThingTable => ({
  title,
  note,
  columns,
  rows,
  total,
});

/** The same leads under every basis and link setting, and the rows of all snapshots. */
const waysTable = ({ ways, snapshotRows }: FunnelView): ThingTable => ({
  title: 'The same leads, counted seven ways',
  note: 'The last line counts rows of all snapshots, not leads; no filter holds for it.',
  columns: [
    { label: 'Basis · links', kind: 'text' },
    ...FUNNEL_STEPS.map((step) => ({ label: METRICS[step].name, kind: 'count' as const })),
  ],
  rows: [
    ...FUNNEL_KEYS.map((key) => [settingInWords(key), ...FUNNEL_STEPS.map((step) => ways[key][step])]),
    ['rows of all snapshots', snapshotRows.rows, null, ...FUNNEL_STAGES.map((stage) => snapshotRows[stage])],
  ],
  total: null,
});

/** A table of the Funnel screen; null where the data do not have its dimension. */
export function leadTable(of: ThingOf<'leadTable'>, view: FunnelView): ThingTable | null {
  if (of.table === 'ways') return waysTable(view);
  const rows = view.breakdowns[of.dimension ?? ''];
  return of.dimension === null || !rows
    ? null
    : plain(breakdownTable(of.dimension, rows, youngFrom(view.cohorts)));
}

/** A table of the Revenue screen. */
export function revenueTable(of: ThingOf<'revenueTable'>['table'], view: RevenueView): ThingTable {
  switch (of) {
    case 'campaigns':
      return plain(campaignsTable(view));
    case 'models':
      return plain(modelsTable(view));
    case 'platforms':
      return plain(platformsTable(view));
    case 'coverage':
      return plain(coverageTable(view));
  }
}
