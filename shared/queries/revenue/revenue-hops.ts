import type { JoinCoverage, WaterfallStep } from '../../contract/revenue';
import { moneyOf } from '../../domain/cents';
import { serviceName, sourcesOf } from '../../domain/source';
import { reasonLabel } from '../../domain/words/revenue-words';
import { sql, type Sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import { int, readRows } from '../../sql/records';

const toolsBy = (words: (name: string) => string): Readonly<Record<string, string>> =>
  Object.fromEntries(sourcesOf('people').map((source) => [source, words(serviceName(source))]));

const NAMES: Readonly<Record<string, string>> = {
  stripe_invoices: 'invoices',
  people: 'people',
  invoiced_people: 'invoices of known people',
  invoiced_campaigns: 'invoices with a campaign',
  campaigns: 'a campaign',
  ads: 'campaigns of the ads exports',
  touches: 'sessions and events of a person',
  ...toolsBy((name) => `people in ${name}`),
};
const TARGETS: Readonly<Record<string, string>> = {
  people: 'a person of the lead tools',
  campaigns: 'a campaign',
  ads: 'spend',
  touches: 'a touch in the time before',
  ...toolsBy((name) => `the same person in ${name}`),
};

/** A hop in words: "invoices → a person of the lead tools". */
export const coverageLabel = ({ from, to }: JoinCoverage): string =>
  `${NAMES[from] ?? from} → ${TARGETS[to] ?? to}`;

/** Each step loses the invoices of one remainder. */
const STEPS: readonly (readonly [step: WaterfallStep['step'], label: string, remainder: string | null])[] = [
  ['invoiced', 'Invoiced', null],
  ['person_found', 'Person named', 'no_user_id'],
  ['lead_found', 'Lead found', 'no_person'],
  ['campaign_found', 'Campaign found', 'no_campaign'],
  ['spend_found', 'Spend found', 'no_spend'],
];

/** How far the invoices can be followed; a step and the remainders up to it add up to what was invoiced. */
export async function readWaterfall(
  workspace: Workspace,
  hops: Sql,
  signal?: AbortSignal,
): Promise<readonly WaterfallStep[]> {
  const rows = await readRows(
    workspace,
    sql`select remainder, cast(count(*) as integer) as invoices, cast(sum(amount_cents) as bigint) as cents from ${hops} group by 1`,
    signal,
  );
  let invoices = rows.reduce((sum, row) => sum + int(row, 'invoices'), 0);
  let cents = rows.reduce((sum, row) => sum + int(row, 'cents'), 0);
  return STEPS.map(([step, label, code]) => {
    const lost = code === null ? undefined : rows.find((row) => row['remainder'] === code);
    invoices -= int(lost, 'invoices');
    cents -= int(lost, 'cents');
    return {
      step,
      label,
      invoices,
      amount: moneyOf(cents),
      remainder:
        code === null
          ? null
          : {
              code,
              label: reasonLabel(code),
              invoices: int(lost, 'invoices'),
              amount: moneyOf(int(lost, 'cents')),
            },
    };
  });
}
