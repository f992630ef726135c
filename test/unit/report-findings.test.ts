import { describe, expect, test } from 'vitest';
import type { Cell } from '../../shared/ports/database';
import type { Finding } from '../../shared/domain/finding';
import type { StepContext, StepSpec } from '../../shared/sql/stage';
import { reportSeries } from '../../shared/stages/clean/clean-parameters';
import { seriesFindings } from '../../shared/stages/clean/crm/series-findings';
import type { ReportSeries } from '../../shared/stages/clean/crm/tell-series.step';
import { priceFindings, repeatedLeadFindings } from '../../shared/stages/clean/delivered/delivered-findings';
import { asRead } from '../support/findings-of-step';

interface Answer {
  readonly names: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** What a step finds where its queries are answered so, one after the other. */
async function found(step: StepSpec, answers: readonly Answer[], series: readonly ReportSeries[] = []) {
  const left = [...answers];
  const findings: Finding[] = [];
  await step.run({
    workspace: {
      query: () => {
        const { names, rows } = left.shift() ?? { names: [], rows: [] };
        return Promise.resolve({ names, rows: () => rows });
      },
    },
    get: (parameter: unknown) => (parameter === reportSeries ? series : undefined),
    found: (more: readonly Finding[]) => findings.push(...more),
  } as unknown as StepContext);
  return findings.map(asRead);
}

describe('Of delivered leads', () => {
  const counts = (ids: number, further: number): Answer => ({
    names: ['ids', 'further'],
    rows: [[ids, further]],
  });

  test('ids that repeat are said, and nothing where none does', async () => {
    expect(await found(repeatedLeadFindings, [counts(2, 3)])).toEqual([
      {
        code: 'duplicate_key',
        severity: 'info',
        source: 'delivered_leads',
        column: 'lead_uuid',
        message:
          '2 lead ids occur more than once among the delivered leads (3 further records). Each counts once; its first record stands for it.',
        rows: { table: 'stg_delivered_leads' },
      },
    ]);
    expect(await found(repeatedLeadFindings, [counts(0, 0)])).toEqual([]);
    expect(await found(repeatedLeadFindings, [{ names: [], rows: [] }])).toEqual([]);
  });

  test('prices without a rate, and those whose currency was assumed, lead to their rows', async () => {
    const apart = [['delivered_leads', 'CLP', 2, '9000.00', 'l.csv', 'stg_delivered_leads']];
    const assumed = [['delivered_leads', 3, 'l.csv', 'stg_delivered_leads']];
    const told = await found(priceFindings, [
      { names: [], rows: apart },
      { names: [], rows: assumed },
    ]);
    expect(told.map(({ code, rows }) => [code, rows])).toEqual([
      ['unconverted_currency', { table: 'stg_delivered_leads', source: 'delivered_leads', currency: 'CLP' }],
      [
        'currency_assumed',
        { table: 'stg_delivered_leads', source: 'delivered_leads', is_currency_assumed: true },
      ],
    ]);
  });
});

describe('Of reports of several clients', () => {
  const series = (name: string, paths: readonly string[], isSaid = false): ReportSeries => ({
    name,
    paths,
    tag: '',
    isSaid,
  });
  const answers = (numbers: number): readonly Answer[] => [
    {
      names: ['series', 'leads'],
      rows: [
        ['Beta', 1],
        ['Acme', 1200],
      ],
    },
    { names: ['numbers'], rows: [[numbers]] },
  ];
  const TWO = [series('Acme', ['z.csv', 'b.csv']), series('Beta', ['a.csv'])];

  test('it is said how they were told apart, and what each holds', async () => {
    expect(await found(seriesFindings, answers(2), TWO)).toEqual([
      {
        code: 'several_series',
        severity: 'warning',
        source: 'crm_report',
        column: 'lead_number',
        files: ['a.csv', 'b.csv', 'z.csv'],
        message:
          'The CRM reports are of 2 series: “Acme” (2 reports, 1,200 CRM leads) and “Beta” (1 report, 1 CRM lead), told apart by their columns, names, lead numbers and people, as those of different clients, places or branches are. 2 lead numbers stand in several of them and are another CRM lead in each. Order, newest report and vanished leads are those of each series; the funnel counts them together. Say whose a report is on Sources.',
        evidence: [
          'Acme: 2 reports, 1,200 CRM leads: `z.csv`, `b.csv`',
          'Beta: 1 report, 1 CRM lead: `a.csv`',
        ],
        rows: { table: 'src_snapshots' },
      },
    ]);
  });

  test('it is no warning where the reader said it of some', async () => {
    const [told] = await found(seriesFindings, answers(1), [
      ...TWO.slice(0, 1),
      series('Beta', ['a.csv'], true),
      series('Gamma', ['g.csv']),
    ]);
    expect(told).toMatchObject({ severity: 'info' });
    expect(told?.['message']).toContain(
      'of 3 series: “Acme” (2 reports, 1,200 CRM leads), “Beta” (1 report, 1 CRM lead) and “Gamma” (1 report, 0 CRM leads), as you said of some. 1 lead number stands in several of them and is another CRM lead in each.',
    );
  });

  test('it is said that no lead number stands in two of them', async () => {
    const [told] = await found(seriesFindings, answers(0), TWO);
    expect(told?.['message']).toContain('are. No lead number stands in two of them. Order');
  });

  test('nothing is said of the reports of one', async () => {
    expect(await found(seriesFindings, answers(2), TWO.slice(0, 1))).toEqual([]);
    expect(await found(seriesFindings, [], [])).toEqual([]);
  });
});
