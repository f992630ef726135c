import type { GridCell } from '../../../shared/contract/grid';
import {
  BASES,
  FUNNEL_STAGES,
  LINK_SETTINGS,
  type Basis,
  type FunnelStage,
  type LinkSetting,
} from '../../../shared/domain/lead-quality';
import { METRICS } from '../../../shared/domain/metrics';
import { NumberTable, type NumberColumn } from '../../ui/number-table';

interface Way {
  readonly basis: Basis;
  readonly links: LinkSetting;
}

const WAYS: readonly Way[] = BASES.flatMap((basis) =>
  LINK_SETTINGS.toReversed().map((links) => ({ basis, links })),
);

const matchedOf = ({ links }: Way): string => `is_matched_${links}`;
const reachedOf = (stage: FunnelStage, { basis, links }: Way): string =>
  `has_${METRICS[stage].stage.column}_${basis}_${links}`;

const SHOWN: ReadonlySet<string> = new Set(
  WAYS.flatMap((way) => [matchedOf(way), ...FUNNEL_STAGES.map((stage) => reachedOf(stage, way))]),
);

/** Whether a column says what a lead has reached under one way to count. */
export const isReached = (column: string): boolean => SHOWN.has(column);

interface ReachedProps {
  /** The value of a column of the outcomes of the lead. */
  readonly valueOf: (column: string) => GridCell;
}

/** What a delivered lead has reached under every basis and link setting, as one table. */
export function Reached({ valueOf }: ReachedProps) {
  const column = (label: string, definition: string, of: (way: Way) => string): NumberColumn<Way> => ({
    label,
    definition,
    align: 'left',
    tone: (way) => (valueOf(of(way)) === true ? undefined : 'quiet'),
    cell: (way) => (valueOf(of(way)) === true ? 'yes' : 'no'),
  });
  return (
    <NumberTable
      caption="What the lead has reached"
      columns={[
        { label: 'Basis · links', cell: ({ basis, links }) => `${basis} · ${links}` },
        column('Matched', METRICS.matched.definition, matchedOf),
        ...FUNNEL_STAGES.map((stage) =>
          column(METRICS[stage].stage.short, METRICS[stage].definition, (way) => reachedOf(stage, way)),
        ),
      ]}
      rows={WAYS}
      rowKey={({ basis, links }) => `${basis} ${links}`}
    />
  );
}
