import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { formatCount, formatMoney, formatRatio } from '../../../shared/charts/format';
import type { RevenueView } from '../../../shared/contract/revenue';
import { ATTRIBUTION_MODELS } from '../../../shared/domain/attribution';
import { MODEL_MEANINGS, MODEL_NAMES } from '../../../shared/domain/words/revenue-words';
import { NumberTable, type NumberColumn } from '../../ui/number-table';
import { sortRows, type Sort } from '../../ui/table-sort';
import {
  campaignLine,
  MEASURES,
  spendLines,
  totalLine,
  unattributedLines,
  type Line,
  type Measure,
} from './campaign-lines';
import { changeModel } from './setting';
import { revenueTable } from '../notes/things-of';
import { TableSection } from './table-section';

const MEASURE_NAMES: { readonly [M in Measure]: string } = {
  revenue: 'Revenue',
  roas: 'ROAS',
  invoices: 'Invoices',
  acquisitionCost: 'Acquisition cost',
};

const written = (measure: Measure, value: number | null | undefined): string =>
  value === undefined
    ? ''
    : measure === 'invoices'
      ? formatCount(value)
      : measure === 'roas'
        ? formatRatio(value)
        : formatMoney(value);

const columns = (view: RevenueView, measure: Measure): readonly NumberColumn<Line>[] => [
  {
    label: 'Campaign',
    cell: ({ label }) => <span title={label}>{label}</span>,
    align: 'left',
    sortBy: ({ label }) => label,
  },
  {
    label: 'Spend',
    unit: view.summary.currency,
    cell: ({ spend }) => (spend === undefined ? '' : formatMoney(spend)),
    open: ({ openSpend }) => openSpend,
    sortBy: ({ spend }) => spend ?? null,
  },
  ...ATTRIBUTION_MODELS.map((model): NumberColumn<Line> => ({
    key: model,
    label: MODEL_NAMES[model],
    definition: MODEL_MEANINGS[model],
    isCurrent: model === view.model,
    cell: ({ valueOf }) => written(measure, valueOf(model)),
    open: ({ openModel }) => openModel(model),
    sortBy: ({ valueOf }) => valueOf(model) ?? null,
  })),
];

/** The models side by side: campaigns, what is credited to nobody and why, and the total that is the same for all. */
export function CampaignModels({ view }: { readonly view: RevenueView }) {
  const [measure, setMeasure] = useState<Measure>('revenue');
  const [sort, setSort] = useState<Sort>({ column: view.model, isDescending: true });
  const { currency } = view.summary;
  const unit = measure === 'revenue' || measure === 'acquisitionCost' ? `, ${currency}` : '';
  const shown = columns(view, measure);
  const lines = view.campaigns.map((row) => campaignLine(row, measure, view.summary));
  return (
    <TableSection
      of={revenueTable('models', view)}
      title="Campaigns under every model"
      subtitle={`${MEASURE_NAMES[measure]}${unit} · a number opens to its invoices · touches of the ${formatCount(view.windowDays)} days before an invoice`}
      controls={
        <SegmentedControl
          aria-label="What to compare"
          value={measure}
          onChange={setMeasure}
          data={MEASURES.map((m) => ({ value: m, label: MEASURE_NAMES[m] }))}
        />
      }
    >
      <NumberTable
        columns={shown}
        rows={sortRows(lines, shown, sort)}
        rowKey={({ id }) => id}
        foot={[...spendLines(view), ...unattributedLines(view, measure), totalLine(view, measure)]}
        isApart={({ isApart }) => isApart}
        sort={sort}
        onSort={(next) => {
          setSort(next);
          const model = ATTRIBUTION_MODELS.find((known) => known === next.column);
          if (model) changeModel(model);
        }}
      />
    </TableSection>
  );
}
