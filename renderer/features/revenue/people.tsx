import { Button } from '@mantine/core';
import { IconListSearch } from '@tabler/icons-react';
import { allRows } from '../../../shared/contract/grid';
import { formatCount } from '../../../shared/charts/format';
import { leadStatusBars, leadStatusChart } from '../../../shared/charts/lead-status-chart';
import type { RevenueView } from '../../../shared/contract/revenue';
import { showRows } from '../../state/drill';
import { Card } from '../../ui/page';
import { useChartTheme } from '../../ui/use-chart-theme';
import { NotedChart } from '../notes/noted';
import { revenueChart } from '../notes/things-of';
import { saveChart } from '../saving';
import { open, openCustomers, openPeople } from './drilling';
import { NumberTable, type NumberColumn } from '../../ui/number-table';
import { TableSection } from './table-section';

/** The people behind the invoices: how far they got, who was merged and why, and what the tools disagree about. */
export function People({ view }: { readonly view: RevenueView }) {
  const theme = useChartTheme();
  const bars = leadStatusBars(view.funnel);
  const openFunnel = (): void =>
    showRows('People by status', 'with those who were invoiced', allRows('lead_funnel'));
  return (
    <>
      <Card span={6} roomy>
        <NotedChart
          of={revenueChart('lead_status', view)}
          spec={leadStatusChart(theme, view.funnel, view.dedup.people, view.filters !== undefined)}
          theme={theme}
          onSave={saveChart}
          onSelect={(index) => {
            const bar = bars[index];
            if (bar?.statuses) openPeople(bar.label, bar.statuses);
            else if (bar) openCustomers();
          }}
          onShowRows={openFunnel}
        />
      </Card>
      <Card span={6} roomy>
        <Clusters dedup={view.dedup} />
        <Disagreements disagreements={view.dedup.disagreements} />
      </Card>
    </>
  );
}

function Clusters({ dedup }: { readonly dedup: RevenueView['dedup'] }) {
  return (
    <TableSection
      title="Records that were joined"
      subtitle={`${formatCount(dedup.people)} people, ${formatCount(dedup.clusters)} of them with repeats within a tool · the earliest record survives`}
      controls={
        <>
          <Button
            variant="default"
            leftSection={<IconListSearch size={14} aria-hidden="true" />}
            disabled={dedup.clusters === 0}
            onClick={() => open({ what: 'clusters' }, 'every record with the rule that joined it')}
          >
            Repeats
          </Button>
          <Button
            variant="default"
            leftSection={<IconListSearch size={14} aria-hidden="true" />}
            disabled={dedup.reviewPairs === 0}
            onClick={() => open({ what: 'review' }, 'e-mails equal or nearly so, no second key: not merged')}
          >
            To look at {formatCount(dedup.reviewPairs)}
          </Button>
        </>
      }
    >
      <NumberTable
        columns={RULE_COLUMNS}
        rows={dedup.rules}
        rowKey={({ rule }) => rule}
        empty="No record was joined to another."
      />
    </TableSection>
  );
}

const FIELD_NAMES: Readonly<Record<string, string>> = {
  status: 'Status',
  campaign_id: 'Campaign',
  deal_amount: 'Deal amount',
};

type Rule = RevenueView['dedup']['rules'][number];
type Disagreement = RevenueView['dedup']['disagreements'][number];

const RULE_COLUMNS: readonly NumberColumn<Rule>[] = [
  { label: 'Rule', cell: ({ label }) => label },
  {
    label: 'Records joined',
    cell: ({ records }) => formatCount(records),
    open:
      ({ rule, label }) =>
      () =>
        showRows(label, 'records joined by this rule', {
          ...allRows('person_members'),
          filters: [{ op: 'equals', column: 'rule', value: rule }],
          sort: [{ column: 'person_no', direction: 'asc' }],
        }),
  },
];

const fieldName = ({ field }: Disagreement): string => FIELD_NAMES[field] ?? field;

const disagreeing = (
  label: string,
  isBetween: boolean,
  countOf: (row: Disagreement) => number,
): NumberColumn<Disagreement> => ({
  label,
  cell: (row) => formatCount(countOf(row)),
  open: (row) =>
    countOf(row) === 0
      ? null
      : () =>
          showRows(`Disagreements: ${fieldName(row)}`, row.rule, {
            ...allRows('source_disagreements'),
            filters: [
              { op: 'equals', column: 'field', value: row.field },
              { op: 'equals', column: 'is_between_tools', value: isBetween },
            ],
            sort: [{ column: 'person_no', direction: 'asc' }],
          }),
});

const FIELD_COLUMNS: readonly NumberColumn<Disagreement>[] = [
  { label: 'Field', cell: fieldName },
  disagreeing('Between the tools', true, ({ betweenTools }) => betweenTools),
  disagreeing('Within one tool', false, ({ withinTool }) => withinTool),
];

interface DisagreementsProps {
  readonly disagreements: RevenueView['dedup']['disagreements'];
}

function Disagreements({ disagreements }: DisagreementsProps) {
  const rule = disagreements[0]?.rule;
  return (
    <TableSection
      title="What the records disagree about"
      subtitle={rule ?? 'No two records of one person say different things.'}
    >
      {disagreements.length > 0 && (
        <NumberTable columns={FIELD_COLUMNS} rows={disagreements} rowKey={({ field }) => field} />
      )}
    </TableSection>
  );
}
