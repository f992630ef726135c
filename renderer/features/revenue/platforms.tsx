import { SegmentedControl } from '@mantine/core';
import { formatCount, formatMoney, formatRatio } from '../../../shared/charts/format';
import { platformsNote } from '../../../shared/charts/revenue-figures';
import { MODEL_NAMES } from '../../../shared/domain/words/revenue-words';
import type { RevenueView } from '../../../shared/contract/revenue';
import { platformTitle, servicesInWords } from '../../../shared/domain/source';
import { open } from './drilling';
import { CardTitle } from '../../ui/card-title';
import { NumberTable, type NumberColumn } from '../../ui/number-table';
import { changeSplit, type Setting } from './setting';
import { revenueTable } from '../notes/things-of';
import { TableSection } from './table-section';

type Platform = RevenueView['platforms']['rows'][number];
/** A platform, or what belongs to none. */
type Line = Platform | { readonly notSplit: number };

const ofPlatform =
  (cell: (row: Platform) => string) =>
  (line: Line): string =>
    'notSplit' in line ? '' : cell(line);

const columns = (currency: string): readonly NumberColumn<Line>[] => [
  {
    label: 'Platform',
    cell: (line) =>
      'notSplit' in line ? 'Not split: campaigns on no platform' : platformTitle(line.platform),
  },
  { label: 'Rows', cell: ofPlatform(({ rows }) => formatCount(rows)) },
  {
    label: 'Spend',
    unit: currency,
    cell: ofPlatform(({ spend }) => formatMoney(spend)),
    open: (line) =>
      'notSplit' in line
        ? null
        : () => open({ what: 'spend', platform: line.platform }, platformTitle(line.platform), 'spend'),
  },
  { label: 'Impressions', cell: ofPlatform(({ impressions }) => formatCount(impressions)) },
  {
    label: 'blank',
    definition: 'Rows without a number of impressions',
    look: 'quiet',
    cell: ofPlatform(({ blankImpressions }) => formatCount(blankImpressions)),
  },
  { label: 'Clicks', cell: ofPlatform(({ clicks }) => formatCount(clicks)) },
  {
    label: 'blank',
    definition: 'Rows without a number of clicks',
    look: 'quiet',
    cell: ofPlatform(({ blankClicks }) => formatCount(blankClicks)),
  },
  {
    label: `Revenue, ${currency} (modelled)`,
    look: 'modelled',
    cell: (line) => formatMoney('notSplit' in line ? line.notSplit : line.revenue),
  },
  {
    label: 'ROAS (modelled)',
    look: 'modelled',
    cell: ofPlatform(({ roas }) => formatRatio(roas)),
  },
];

interface PlatformsProps {
  readonly view: RevenueView;
  readonly setting: Setting;
}

/** Spend by platform, which is known, and revenue by platform, which is a model and says so. */
export function Platforms({ view, setting }: PlatformsProps) {
  const { platforms, summary } = view;
  const { currency } = summary;
  if (platforms.rows.length === 0) return <NoAds />;
  return (
    <TableSection
      of={revenueTable('platforms', view)}
      title="By platform"
      subtitle={`${MODEL_NAMES[view.model]} · ${platformsNote(view)}`}
      controls={
        <SegmentedControl
          aria-label="Split the revenue by"
          value={setting.splitBy}
          onChange={changeSplit}
          data={[
            { value: 'spend', label: 'Split by spend' },
            { value: 'clicks', label: 'By clicks' },
          ]}
        />
      }
    >
      <NumberTable
        columns={columns(currency)}
        rows={
          platforms.notSplit === 0 ? platforms.rows : [...platforms.rows, { notSplit: platforms.notSplit }]
        }
        rowKey={(row) => ('notSplit' in row ? 'not split' : row.platform)}
        isApart={(row) => 'notSplit' in row}
      />
    </TableSection>
  );
}

function NoAds() {
  return (
    <section>
      <CardTitle
        title="By platform"
        subtitle={`No ads export was read, so no spend is known by platform. Add the exports of ${servicesInWords('ads', 'or')} Ads to the folder.`}
      />
    </section>
  );
}
