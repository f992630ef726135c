import { Button, UnstyledButton } from '@mantine/core';
import { IconListSearch } from '@tabler/icons-react';
import { allRows } from '../../../shared/contract/grid';
import { formatCount } from '../../../shared/charts/format';
import { leadStatusBars, leadStatusChart } from '../../../shared/charts/lead-status-chart';
import type { RevenueView } from '../../../shared/contract/revenue';
import { showRows } from '../../state/drill';
import { Chart } from '../../ui/chart';
import { Card } from '../../ui/page';
import { useChartTheme } from '../../ui/use-chart-theme';
import { saveChart } from '../saving';
import { open, openCustomers, openPeople } from './drilling';
import classes from './revenue.module.css';
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
        <Chart
          spec={leadStatusChart(theme, view.funnel, view.dedup.people)}
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
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Rule</th>
            <th scope="col">Records joined</th>
          </tr>
        </thead>
        <tbody>
          {dedup.rules.length === 0 && (
            <tr data-apart="true">
              <th scope="row">No record was joined to another.</th>
              <td />
            </tr>
          )}
          {dedup.rules.map((rule) => (
            <tr key={rule.rule}>
              <th scope="row">{rule.label}</th>
              <td>
                <UnstyledButton
                  onClick={() =>
                    showRows(rule.label, 'records joined by this rule', {
                      ...allRows('person_members'),
                      filters: [{ op: 'equals', column: 'rule', value: rule.rule }],
                      sort: [{ column: 'person_no', direction: 'asc' }],
                    })
                  }
                >
                  {formatCount(rule.records)}
                </UnstyledButton>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableSection>
  );
}

const FIELD_NAMES: Readonly<Record<string, string>> = {
  status: 'Status',
  campaign_id: 'Campaign',
  deal_amount: 'Deal amount',
};

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
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Between the tools</th>
              <th scope="col">Within one tool</th>
            </tr>
          </thead>
          <tbody>
            {disagreements.map(({ field, betweenTools, withinTool }) => (
              <tr key={field}>
                <th scope="row">{FIELD_NAMES[field] ?? field}</th>
                {[true, false].map((between) => (
                  <td key={String(between)}>
                    <UnstyledButton
                      disabled={(between ? betweenTools : withinTool) === 0}
                      onClick={() =>
                        showRows(`Disagreements: ${FIELD_NAMES[field] ?? field}`, rule ?? '', {
                          ...allRows('source_disagreements'),
                          filters: [
                            { op: 'equals', column: 'field', value: field },
                            { op: 'equals', column: 'is_between_tools', value: between },
                          ],
                          sort: [{ column: 'person_no', direction: 'asc' }],
                        })
                      }
                    >
                      {formatCount(between ? betweenTools : withinTool)}
                    </UnstyledButton>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </TableSection>
  );
}
