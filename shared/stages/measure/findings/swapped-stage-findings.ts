import type { Finding } from '../../../domain/finding';
import { fileNames, finding } from '../../../domain/finding-builder';
import { agree, count, plural, say } from '../../../domain/sentence';
import { int, queryRows, requiredText, text, type Row } from '../../../sql/records';
import { sql } from '../../../sql/sql';
import { defineFindings, type StepContext } from '../../../sql/stage';
import { srcSnapshots } from '../../clean/crm/src-crm-snapshots';
import { intCrmStates } from '../int-crm-states.model';

/** Fewer leads may be mistakes of their own. */
const FEWEST = 5;
/** So many times as often as the other. */
const FAR = 4;

/** What one report has of CRM leads with a set and a demo. */
interface StagesOfReport {
  readonly order: number;
  readonly file: string;
  readonly series: string;
  readonly setAlone: number;
  readonly demoAlone: number;
  readonly both: number;
  /** Leads that were the other way round in the report before, of those with one of both in either. */
  readonly turned: number;
  readonly stayed: number;
}

const ofReport = (row: Row): StagesOfReport => ({
  order: int(row, 'snapshot_order'),
  file: requiredText(row, 'file'),
  series: text(row, 'series') ?? '',
  setAlone: int(row, 'set_alone'),
  demoAlone: int(row, 'demo_alone'),
  both: int(row, 'both_stages'),
  turned: int(row, 'turned'),
  stayed: int(row, 'stayed'),
});

async function readStages({ workspace, signal }: StepContext): Promise<readonly StagesOfReport[]> {
  const [demosAlone] = await queryRows(
    workspace,
    sql`select cast(count(distinct crm_lead_id) as integer) as leads from ${intCrmStates} where is_demo and not is_set`,
    signal,
  );
  if (int(demosAlone, 'leads') < FEWEST) return [];
  const rows = await queryRows(
    workspace,
    sql`
with reached as (
  select crm_lead_id, valid_from, valid_to, is_set, is_demo from ${intCrmStates} where is_set or is_demo
), counted as (
  select n.snapshot_order, count(distinct crm_lead_id) filter (not is_demo) as set_alone,
    count(distinct crm_lead_id) filter (not is_set) as demo_alone,
    count(distinct crm_lead_id) filter (is_set and is_demo) as both_stages
  from reached join ${srcSnapshots} n on n.snapshot_order between valid_from and valid_to group by 1
), turns as (
  select b.valid_from as snapshot_order, count(distinct a.crm_lead_id) filter (a.is_set <> b.is_set) as turned,
    count(distinct a.crm_lead_id) filter (a.is_set = b.is_set) as stayed
  from reached a join reached b on a.crm_lead_id = b.crm_lead_id and b.valid_from between a.valid_from + 1 and a.valid_to + 1
  where a.is_set <> a.is_demo and b.is_set <> b.is_demo group by 1
), kept as (
  select n.snapshot_order, count(distinct crm_lead_id) as leads from reached
  join ${srcSnapshots} n on n.snapshot_order > valid_from and n.snapshot_order <= valid_to
  where is_set <> is_demo group by 1
)
select n.snapshot_order, n.file, n.series, cast(coalesce(set_alone, 0) as integer) as set_alone,
  cast(coalesce(demo_alone, 0) as integer) as demo_alone, cast(coalesce(both_stages, 0) as integer) as both_stages,
  cast(coalesce(turned, 0) as integer) as turned, cast(coalesce(stayed, 0) + coalesce(k.leads, 0) as integer) as stayed
from ${srcSnapshots} n left join counted using (snapshot_order) left join turns using (snapshot_order)
left join kept k using (snapshot_order) order by n.snapshot_order`,
    signal,
  );
  return rows.map(ofReport);
}

/** Whether leads have demos without a set as they have sets without a demo where all is well. */
const looksSwapped = ({ setAlone, demoAlone, both }: StagesOfReport): boolean =>
  demoAlone >= Math.max(FEWEST, FAR * setAlone) && both >= FEWEST;

/** Whether those with one of both have the other one since the report before. */
const hasTurned = ({ turned, stayed }: StagesOfReport): boolean => turned >= FEWEST && turned >= FAR * stayed;

function findSwapped(reports: readonly StagesOfReport[]): readonly Finding[] {
  const swapped = reports.filter(looksSwapped);
  const [most] = [...swapped].sort((a, b) => b.demoAlone - a.demoAlone);
  if (!most) return [];
  const turns = reports.filter(
    (report, at) =>
      hasTurned(report) &&
      reports[at - 1]?.series === report.series &&
      (swapped.includes(report) || swapped.includes(reports[at - 1] ?? report)),
  );
  const turned = Math.max(0, ...turns.map((report) => report.turned));
  const files = swapped.map(({ file }) => file);
  const one = files.length === 1;
  const proof =
    turned === 0
      ? say``
      : say` ${plural(turned, 'CRM lead')} with one of both in one report ${agree(turned, 'has', 'have')} the other one instead in the next.`;
  return [
    finding({
      code: 'swapped_stages',
      severity: turned === 0 ? 'warning' : 'error',
      source: 'crm_report',
      column: 'is_set',
      files: [...files, ...turns.map(({ file }) => file)],
      message: say`${fileNames(files)}: *Set* and *Demo* look swapped: ${plural(most.demoAlone, 'CRM lead has', 'CRM leads have')} a demo without a set, and ${count(most.setAlone)} a set without a demo${one ? '' : say` in ${fileNames([most.file])}`}, where a lead is set before it has a demo.${proof} If so, sets and demos are wrong there. Look into ${one ? 'the file' : 'the files'}; where they are swapped, give each of both the column of the other one on the Sources screen, or export ${one ? 'it' : 'them'} again.`,
      evidence: swapped.slice(0, 20).map(({ file, demoAlone, setAlone, both }) => ({
        label: file,
        value: say`${count(demoAlone)} with a demo alone, ${count(setAlone)} with a set alone, ${count(both)} with both`,
      })),
    }),
  ];
}

/** Reports in which Set and Demo stand in the place of each other. */
export const swappedStageFindings = defineFindings({
  name: 'swapped_stage_findings',
  title: 'Set and Demo in the place of each other',
  reads: [intCrmStates, srcSnapshots],
  find: async (context) => findSwapped(await readStages(context)),
});
