import type { FunnelView, ReachedStep } from '../contract/funnel';
import type { FunnelStep } from '../domain/lead-quality';
import { formatChange } from './format';

type View = Pick<FunnelView, 'reached' | 'counts' | 'trend'>;

/** The number of a step as it stood with each report, the last one what the funnel counts; empty where it is not known. */
export function reachedBy({ reached, counts }: View, step: FunnelStep): readonly number[] {
  const points = reached ?? [];
  const isKnown = (name: FunnelStep | ReachedStep): name is ReachedStep => name in (points[0] ?? {});
  if (!isKnown(step)) return [];
  const values = points.map((point) => point[step]);
  return values.at(-1) === counts[step] ? values : [];
}

/** How the number of a step changed with the last report, in words; empty where no report came before it. */
export function changeWords(view: View, step: FunnelStep): string {
  const [before, last] = reachedBy(view, step).slice(-2);
  if (last === undefined || before === undefined) return '';
  const client = newClient(view);
  const report = client === null ? 'the last report' : `the first report of ${client}`;
  return `${formatChange(last - before)} with ${report}`;
}

/** Whose first report the last one is: others came before it, but none that it continues. Null where it continues one. */
function newClient({ reached, trend }: View): string | null {
  const last = trend.find(({ order }) => order === reached?.at(-1)?.order);
  if (last?.series === undefined) return null;
  return trend.filter(({ series }) => series === last.series).length === 1 ? last.series : null;
}
