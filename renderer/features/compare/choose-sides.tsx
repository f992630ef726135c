import { SegmentedControl, Select } from '@mantine/core';
import { formatIsoDay, formatMoment } from '../../../shared/charts/format';
import { snapshotLabel } from '../../../shared/charts/trend-chart';
import type { Compared, KeptSide } from '../../../shared/contract/compare';
import type { FunnelView } from '../../../shared/contract/funnel';
import { LINK_SETTINGS } from '../../../shared/domain/lead-quality';
import type { ComparedSides } from '../../../shared/contract/grid';
import { useRunsBefore } from '../../state/kept-runs';
import classes from './compare.module.css';
import { compareSides, firstSides, monthsOf, periodOf } from './compare-setting';

const KINDS: readonly { readonly value: Compared['kind']; readonly label: string }[] = [
  { value: 'snapshots', label: 'Two snapshots' },
  { value: 'periods', label: 'Two periods of entry' },
  { value: 'links', label: 'Two kinds of links' },
  { value: 'runs', label: 'The run before and the last' },
  { value: 'kept', label: 'A run of before' },
];

interface ChooseSidesProps {
  readonly sides: Compared;
  /** The funnel without filters: what can be chosen. */
  readonly all: FunnelView;
}

/** What is compared with what. */
export function ChooseSides({ sides, all }: ChooseSidesProps) {
  return (
    <div className={classes.choice}>
      <SegmentedControl
        aria-label="What to compare"
        value={sides.kind}
        data={[...KINDS]}
        onChange={(kind) => compareSides(firstSides(kind, all))}
      />
      {sides.kind === 'snapshots' && <Snapshots sides={sides} all={all} />}
      {sides.kind === 'periods' && <Periods sides={sides} all={all} />}
      {sides.kind === 'links' && <Links sides={sides} />}
      {sides.kind === 'kept' && <KeptRunChoice sides={sides} />}
    </div>
  );
}

function KeptRunChoice({ sides }: { readonly sides: KeptSide }) {
  const runs = useRunsBefore();
  const [newest] = runs;
  if (!newest) return null;
  return (
    <Select
      aria-label="Run to compare with"
      w={230}
      allowDeselect={false}
      value={runs.some(({ id }) => id === sides.run) ? sides.run : newest.id}
      data={runs.map(({ id, finishedAt }) => ({ value: id, label: formatMoment(finishedAt) }))}
      onChange={(run) => {
        if (run !== null) compareSides({ kind: 'kept', run });
      }}
    />
  );
}

interface SnapshotsProps extends ChooseSidesProps {
  readonly sides: Extract<ComparedSides, { kind: 'snapshots' }>;
}

function Snapshots({ sides, all }: SnapshotsProps) {
  const data = all.trend.map((point) => ({
    value: String(point.order),
    label: [
      String(point.order),
      ...(point.series === undefined ? [] : [point.series]),
      ...(point.asOf === null ? [] : [snapshotLabel(point)]),
    ].join(' · '),
  }));
  const select = (side: 'a' | 'b', label: string) => (
    <Select
      aria-label={label}
      w={all.trend.some(({ series }) => series !== undefined) ? 240 : 170}
      allowDeselect={false}
      value={String(sides[side])}
      data={data}
      onChange={(order) => {
        if (order !== null) compareSides({ ...sides, [side]: Number(order) });
      }}
    />
  );
  return (
    <>
      {select('a', 'Snapshot to compare with')}
      <span className={classes.and}>and</span>
      {select('b', 'Snapshot that is compared')}
    </>
  );
}

function Links({ sides }: { readonly sides: Extract<ComparedSides, { kind: 'links' }> }) {
  const select = (side: 'a' | 'b', label: string) => (
    <Select
      aria-label={label}
      w={116}
      allowDeselect={false}
      value={sides[side]}
      data={[...LINK_SETTINGS]}
      onChange={(chosen) => {
        const links = LINK_SETTINGS.find((setting) => setting === chosen);
        if (links) compareSides({ ...sides, [side]: links });
      }}
    />
  );
  return (
    <>
      {select('a', 'Links to compare with')}
      <span className={classes.and}>and</span>
      {select('b', 'Links that are compared')}
    </>
  );
}

interface PeriodsProps extends ChooseSidesProps {
  readonly sides: Extract<ComparedSides, { kind: 'periods' }>;
}

function Periods({ sides, all }: PeriodsProps) {
  const months = monthsOf(all).map((month) => ({ value: month, label: formatIsoDay(month) }));
  const select = (side: 'a' | 'b', end: 'from' | 'to', label: string) => (
    <Select
      aria-label={label}
      w={116}
      allowDeselect={false}
      value={sides[side][end].slice(0, 7)}
      data={months}
      onChange={(month) => {
        if (month === null) return;
        const { from, to } = sides[side];
        const [first, last] = end === 'from' ? [month, to.slice(0, 7)] : [from.slice(0, 7), month];
        // An end before its start would hold nobody: the other end goes along.
        const period = first <= last ? periodOf(first, last) : periodOf(month, month);
        compareSides({ ...sides, [side]: period });
      }}
    />
  );
  return (
    <>
      {select('a', 'from', 'First month to compare with')}
      <span className={classes.and}>to</span>
      {select('a', 'to', 'Last month to compare with')}
      <span className={classes.and}>and</span>
      {select('b', 'from', 'First month that is compared')}
      <span className={classes.and}>to</span>
      {select('b', 'to', 'Last month that is compared')}
    </>
  );
}
