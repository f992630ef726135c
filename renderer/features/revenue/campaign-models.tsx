import { SegmentedControl, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useState } from 'react';
import { formatCount, formatMoney, formatRatio } from '../../../shared/charts/format';
import { MODEL_MEANINGS, MODEL_NAMES } from '../../../shared/domain/words/revenue-words';
import type { CampaignRow, RevenueView, UnattributedRow } from '../../../shared/contract/revenue';
import {
  ATTRIBUTION_MODELS,
  UNATTRIBUTED_REASONS,
  type AttributionModel,
} from '../../../shared/domain/attribution';
import { open, openCounted, openInvoices } from './drilling';
import classes from './revenue.module.css';
import { changeModel } from './setting';
import { TableSection } from './table-section';
import {
  measureOf,
  MEASURES,
  sorted,
  totalOf,
  unattributedOf,
  type Measure,
  type SortBy,
} from './campaign-measures';

const MEASURE_NAMES: { readonly [M in Measure]: string } = {
  revenue: 'Revenue',
  roas: 'ROAS',
  invoices: 'Invoices',
  acquisitionCost: 'Acquisition cost',
};

const written = (measure: Measure, value: number | null): string =>
  measure === 'invoices' ? formatCount(value) : measure === 'roas' ? formatRatio(value) : formatMoney(value);

/** The six models side by side: campaigns, what is credited to nobody and why, and the total that is the same for all. */
export function CampaignModels({ view }: { readonly view: RevenueView }) {
  const [measure, setMeasure] = useState<Measure>('revenue');
  const [sort, setSort] = useState<SortBy>({ column: view.model, descending: true });
  const { currency } = view.summary;
  const unit = measure === 'revenue' || measure === 'acquisitionCost' ? `, ${currency}` : '';
  const rows = sorted(view.campaigns, sort, measure);
  return (
    <TableSection
      title="Campaigns under six models"
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
      <table className={classes.table}>
        <thead>
          <tr>
            <SortHead column="campaign_id" label="Campaign" sort={sort} onSort={setSort} />
            <SortHead column="spend" label={`Spend, ${currency}`} sort={sort} onSort={setSort} />
            {ATTRIBUTION_MODELS.map((model) => (
              <SortHead
                key={model}
                column={model}
                label={MODEL_NAMES[model]}
                title={MODEL_MEANINGS[model]}
                current={model === view.model}
                sort={sort}
                onSort={(next) => {
                  setSort(next);
                  changeModel(model);
                }}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <CampaignLine key={row.campaign_id} row={row} measure={measure} current={view.model} />
          ))}
        </tbody>
        <tfoot>
          {measure !== 'roas' &&
            measure !== 'acquisitionCost' &&
            view.unattributed.map((row) => (
              <UnattributedLine key={row.reason} row={row} measure={measure} current={view.model} />
            ))}
          <Total view={view} measure={measure} />
        </tfoot>
      </table>
    </TableSection>
  );
}

interface SortHeadProps {
  readonly column: SortBy['column'];
  readonly label: string;
  readonly title?: string;
  readonly current?: boolean;
  readonly sort: SortBy;
  readonly onSort: (sort: SortBy) => void;
}

function SortHead({ column, label, title, current = false, sort, onSort }: SortHeadProps) {
  const active = sort.column === column;
  const Arrow = sort.descending ? IconArrowDown : IconArrowUp;
  return (
    <th
      scope="col"
      title={title}
      data-current={current}
      aria-sort={active ? (sort.descending ? 'descending' : 'ascending') : 'none'}
    >
      <UnstyledButton
        onClick={() => onSort({ column, descending: active ? !sort.descending : column !== 'campaign_id' })}
      >
        {label}
        {active && <Arrow size={11} aria-hidden="true" />}
      </UnstyledButton>
    </th>
  );
}

interface LineProps {
  readonly measure: Measure;
  /** The model that the rest of the screen follows. */
  readonly current: AttributionModel;
}

function CampaignLine({ row, measure, current }: LineProps & { readonly row: CampaignRow }) {
  const id = row.campaign_id;
  return (
    <tr>
      <th scope="row" title={id}>
        {id}
      </th>
      <td>
        <UnstyledButton
          disabled={row.spend === null}
          onClick={() => open({ what: 'spend', campaign_id: id }, id, 'spend')}
        >
          {formatMoney(row.spend)}
        </UnstyledButton>
      </td>
      {ATTRIBUTION_MODELS.map((model) => (
        <td key={model} data-current={model === current}>
          <UnstyledButton
            disabled={row.models[model].invoices === 0}
            onClick={() => openInvoices(model, { campaign_id: id })}
          >
            {written(measure, measureOf(row, model, measure))}
          </UnstyledButton>
        </td>
      ))}
    </tr>
  );
}

function UnattributedLine({ row, measure, current }: LineProps & { readonly row: UnattributedRow }) {
  const reason = UNATTRIBUTED_REASONS.find((known) => known === row.reason);
  return (
    <tr data-apart="true">
      <th scope="row" title={row.label}>
        Unattributed: {row.label}
      </th>
      <td />
      {ATTRIBUTION_MODELS.map((model) => (
        <td key={model} data-current={model === current}>
          <UnstyledButton
            disabled={row.models[model].invoices === 0}
            onClick={() =>
              openInvoices(model, { campaign_id: null, ...(reason === undefined ? {} : { reason }) })
            }
          >
            {written(measure, unattributedOf(row, model, measure))}
          </UnstyledButton>
        </td>
      ))}
    </tr>
  );
}

const TOTAL_NAMES: { readonly [M in Measure]: string } = {
  revenue: 'Total: invoiced',
  roas: 'All campaigns',
  invoices: 'Total',
  acquisitionCost: 'All campaigns',
};

function Total({ view, measure }: { readonly view: RevenueView; readonly measure: Measure }) {
  const { spend } = view.summary;
  return (
    <tr>
      <th scope="row">{TOTAL_NAMES[measure]}</th>
      <td>
        {formatMoney(spend.length === 0 ? null : spend.reduce((sum, platform) => sum + platform.spend, 0))}
      </td>
      {ATTRIBUTION_MODELS.map((model) => (
        <td key={model} data-current={model === view.model}>
          {measure === 'revenue' || measure === 'invoices' ? (
            <UnstyledButton onClick={() => (measure === 'revenue' ? openInvoices(model) : openCounted())}>
              {written(measure, totalOf(view, model, measure))}
            </UnstyledButton>
          ) : (
            written(measure, totalOf(view, model, measure))
          )}
        </td>
      ))}
    </tr>
  );
}
