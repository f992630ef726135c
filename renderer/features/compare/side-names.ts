import type { SideNames } from '../../../shared/charts/compare-chart';
import { formatIsoDay } from '../../../shared/charts/format';
import { snapshotLabel } from '../../../shared/charts/trend-chart';
import type { TrendPoint } from '../../../shared/contract/funnel';
import type { Compared } from '../../../shared/contract/compare';

/** What the two sides are called. */
export function sideNames(sides: Compared, trend: readonly TrendPoint[]): SideNames {
  const snapshot = (order: number): string => {
    const point = trend.find((p) => p.order === order);
    const known = [point?.series ?? '', point && point.asOf !== null ? snapshotLabel(point) : ''].filter(
      (part) => part !== '',
    );
    return `snapshot ${String(order)}${known.length === 0 ? '' : ` (${known.join(', ')})`}`;
  };
  const period = ({ from, to }: { readonly from: string; readonly to: string }): string => {
    const [first, last] = [formatIsoDay(from.slice(0, 7)), formatIsoDay(to.slice(0, 7))];
    return first === last ? `entry ${first}` : `entry ${first} to ${last}`;
  };
  switch (sides.kind) {
    case 'snapshots':
      return { a: snapshot(sides.a), b: snapshot(sides.b) };
    case 'periods':
      return { a: period(sides.a), b: period(sides.b) };
    case 'links':
      return { a: sides.a, b: sides.b };
    case 'runs':
      return { a: 'the run before', b: 'the last run' };
    case 'kept':
      return { a: 'a run of before', b: 'this run' };
  }
}
