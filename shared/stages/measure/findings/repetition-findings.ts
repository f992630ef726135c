import type { Finding } from '../../../domain/finding';
import { finding, rowsOf } from '../../../domain/finding-builder';
import { agree, count, joined, percent, plural, say, type Sentence } from '../../../domain/sentence';
import { newest } from '../../../sql/dialect';
import { int, queryRows, requiredText } from '../../../sql/records';
import { lit, raw, sql } from '../../../sql/sql';
import { defineFindings, type StepContext } from '../../../sql/stage';
import { intCrmStates } from '../int-crm-states.model';
import { deadStretches } from '../measure-parameters';
import { rptRepeatedRows } from '../rpt-repeated-rows.model';
import { rptReversals, type ReversedStep } from '../rpt-reversals.model';
import { rptSnapshots } from '../rpt-snapshots.model';

/** From this share of the CRM leads that had reached a step, those that went back are many. */
const MANY = 0.1;
/** So few are no share. */
const FEWEST = 5;
const SAMPLES = 5;

const STEPS: readonly {
  readonly step: ReversedStep;
  readonly flag: string;
  /** The field that says it, and the fields whose death takes it from everyone. */
  readonly column: string;
  readonly columns: readonly string[];
  readonly said: string;
}[] = [
  { step: 'set_reported', flag: 'is_set', column: 'is_set', columns: ['is_set'], said: 'had been set' },
  {
    step: 'appointment',
    flag: 'is_appointment',
    column: 'appointment_at',
    columns: ['is_set', 'appointment_at', 'is_demo'],
    said: 'had an appointment',
  },
  { step: 'demo', flag: 'is_demo', column: 'is_demo', columns: ['is_demo'], said: 'had a demo' },
  { step: 'sale', flag: 'is_sale', column: 'disposition', columns: ['disposition'], said: 'had a sale' },
];

/** Leads that had reached a step and have not any more, by step; not where its column died for everyone. */
async function findReversals({ workspace, get, signal }: StepContext): Promise<readonly Finding[]> {
  const rows = await queryRows(
    workspace,
    sql`select step, cast(count(distinct (series, lead_number)) as integer) as leads
    from ${rptReversals} join (select snapshot_order, series from ${rptSnapshots}) using (snapshot_order) group by step`,
    signal,
  );
  if (rows.length === 0) return [];
  const files = await queryRows(
    workspace,
    sql`select distinct step, next_file from ${rptReversals} order by next_file`,
    signal,
  );
  const [reached] = await queryRows(
    workspace,
    sql`select cast(count(distinct crm_lead_id) filter (is_set) as integer) as is_set,
      cast(count(distinct crm_lead_id) filter (is_appointment) as integer) as is_appointment,
      cast(count(distinct crm_lead_id) filter (is_demo) as integer) as is_demo,
      cast(count(distinct crm_lead_id) filter (is_sale) as integer) as is_sale from ${intCrmStates}`,
    signal,
  );
  const dead = new Set(get(deadStretches).map(({ column }) => column));
  return STEPS.flatMap(({ step, flag, column, columns, said }) => {
    const row = rows.find((one) => one['step'] === step);
    const [leads, all] = [int(row, 'leads'), int(reached, flag)];
    if (leads === 0 || columns.some((name) => dead.has(name))) return [];
    return [
      finding({
        code: 'status_went_back',
        severity: leads >= FEWEST && leads >= MANY * all ? 'warning' : 'info',
        source: 'crm_report',
        column,
        files: files.filter((one) => one['step'] === step).map((one) => requiredText(one, 'next_file')),
        message: say`${plural(leads, 'CRM lead')} ${said} in a report and no more in the next one that has ${agree(leads, 'it', 'them')}, of ${count(all)} that ever did (${percent(leads / Math.max(1, all))}). *Ever* goes on counting ${agree(leads, 'it', 'them')}; *latest* does not, unless a later report has it again.`,
        evidence: [
          { label: 'CRM leads that went back', value: count(leads) },
          { label: 'CRM leads that ever had it', value: count(all) },
        ],
        rows: rowsOf(rptReversals, { step }),
      }),
    ];
  });
}

/** Sold CRM leads whose last job statuses, in rows of one report, say both that the sale stands and that it was taken back. */
async function tellOpenSales({ workspace, signal }: StepContext): Promise<Sentence> {
  const [row] = await queryRows(
    workspace,
    sql`
with last_rows as (
  select crm_lead_id, newness, is_cancelled from ${intCrmStates} s where is_cancelled is not null
  qualify valid_to = max(valid_to) over (partition by crm_lead_id)
), opposed as (
  select crm_lead_id, ${newest(raw('is_cancelled'), raw('newness'))} as is_taken_back from last_rows
  where crm_lead_id in (select crm_lead_id from ${intCrmStates} where is_sale)
  group by crm_lead_id having bool_or(is_cancelled) and not bool_and(is_cancelled)
)
select cast(count(*) as integer) as sales, cast(count(*) filter (is_taken_back) as integer) as taken_back from opposed`,
    signal,
  );
  const [sales, takenBack] = [int(row, 'sales'), int(row, 'taken_back')];
  if (sales === 0) return say``;
  return say` Of ${plural(sales, 'sold CRM lead')} one of these rows takes the sale back and another does not: ${count(takenBack)} of them ${agree(takenBack, 'counts', 'count')} as taken back by the job status of one row, so net sales may be up to ${count(takenBack)} more or ${count(sales - takenBack)} fewer. Ask the client which row is the newer one.`;
}

/** Lead numbers that stand in a snapshot more than once. */
async function findRepeatedRows(context: StepContext): Promise<readonly Finding[]> {
  const { workspace, signal } = context;
  const rows = await queryRows(
    workspace,
    sql`
select kind, cast(count(distinct (r.series, lead_number)) as integer) as leads,
  cast(count(distinct (r.series, lead_number)) filter (is_outcome_different) as integer) as differing,
  cast(sum((valid_to - valid_from + 1) * (row_count - 1)) as integer) as surplus,
  array_to_string(list_slice(list(distinct lead_number order by lead_number), 1, ${lit(SAMPLES)}), ', ') as samples
from ${rptRepeatedRows} r group by kind`,
    signal,
  );
  const files = await queryRows(
    workspace,
    sql`select distinct r.kind, s.file from ${rptRepeatedRows} r join ${rptSnapshots} s on s.snapshot_order between r.valid_from and r.valid_to order by s.file`,
    signal,
  );
  const isOpen = rows.some((row) => row['kind'] === 'different' && int(row, 'differing') > 0);
  const openSales = isOpen ? await tellOpenSales(context) : say``;
  return rows.map((row) => {
    const isEqual = row['kind'] === 'equal';
    const [leads, differing, surplus] = [int(row, 'leads'), int(row, 'differing'), int(row, 'surplus')];
    return finding({
      code: 'repeated_rows',
      severity: !isEqual && differing > 0 ? 'warning' : 'info',
      source: 'crm_report',
      column: 'lead_number',
      files: files.filter((one) => one['kind'] === row['kind']).map((one) => requiredText(one, 'file')),
      message: isEqual
        ? say`${plural(surplus, 'row')} of the reports ${agree(surplus, 'is', 'are')} equal to another row of the same report (${plural(leads, 'CRM lead')}): each counts once.`
        : say`${plural(leads, 'CRM lead stands', 'CRM leads stand')} in one report with several different rows, ${differing === 0 ? 'none' : count(differing)} of them with different outcomes. A lead has reached what any of these rows says, in *ever* and in *latest*; disposition, job status and place are those of one of them, the same one in every run.${openSales}`,
      evidence: [
        { label: 'CRM leads', value: count(leads) },
        ...(isEqual
          ? [{ label: 'Rows that are repeated', value: count(surplus) }]
          : [{ label: 'With different outcomes', value: count(differing) }]),
        { label: 'Some of them', value: joined([requiredText(row, 'samples')]) },
      ],
      rows: rowsOf(
        rptRepeatedRows,
        { kind: isEqual ? 'equal' : 'different' },
        { counts: { column: 'lead_number', label: 'Lead numbers' } },
      ),
    });
  });
}

export const repetitionFindings = defineFindings({
  name: 'repetition_findings',
  title: 'Statuses that went back, and rows that are repeated',
  reads: [rptReversals, rptRepeatedRows, rptSnapshots, intCrmStates],
  takes: [deadStretches],
  find: async (context) => [...(await findReversals(context)), ...(await findRepeatedRows(context))],
});
