import type { KeptRun, RunNumbers } from '../contract/kept-run';
import { ATTRIBUTION_MODELS } from '../domain/attribution';
import { FUNNEL_STEPS } from '../domain/lead-quality';
import { METRICS } from '../domain/metrics';
import { MODEL_NAMES } from '../domain/words/revenue-words';
import { formatChange, formatCount, formatMoney } from './format';

/** A number of the headline over the runs of a project. */
export interface RunLine {
  readonly name: string;
  /** Oldest first; of the runs that have it. */
  readonly values: readonly number[];
  /** As it is now. */
  readonly last: string;
  /** Against the run before: "+12"; empty where there is none before. */
  readonly change: string;
}

type HeadlineKey = 'ever_likely' | 'ever_linked';

function lineOf(
  name: string,
  values: readonly number[],
  format: (value: number) => string,
  change: (was: number, is: number) => string,
): readonly RunLine[] {
  const [is, was] = [values.at(-1), values.at(-2)];
  if (is === undefined) return [];
  return [{ name, values, last: format(is), change: was === undefined ? '' : change(was, is) }];
}

const counted = (was: number, is: number): string => (is === was ? '' : formatChange(is - was));

const invoiced = (was: number, is: number): string => {
  const cents = Math.round(is * 100) - Math.round(was * 100);
  return cents === 0 ? '' : `${cents > 0 ? '+' : '−'}${formatMoney(Math.abs(cents) / 100)}`;
};

/**
 * Each number of the headline over the kept runs.
 * @param runs the newest first
 * @param key by which links the last one counts
 */
export function runLines(runs: readonly KeptRun[], key: HeadlineKey): readonly RunLine[] {
  const numbers: readonly RunNumbers[] = runs.map((run) => run.numbers).reverse();
  const newest = numbers.at(-1);
  const leads = newest?.leadQuality ? numbers.flatMap(({ leadQuality }) => leadQuality ?? []) : [];
  const currency = newest?.revenue?.currency;
  const revenue = numbers.flatMap((run) =>
    run.revenue && run.revenue.currency === currency ? [run.revenue] : [],
  );
  const [model] = ATTRIBUTION_MODELS;
  const amounts = [
    { name: METRICS.invoiced.name, of: revenue.map((run) => run.invoiced) },
    { name: METRICS.spend.name, of: revenue.map((run) => run.spend) },
    {
      name: `${METRICS.attributed.name} by ${MODEL_NAMES[model]}`,
      of: revenue.map((run) => run.attributed[model]),
    },
  ];
  return [
    ...FUNNEL_STEPS.flatMap((step) =>
      lineOf(
        METRICS[step].name,
        leads.map(({ funnel }) => funnel[key][step]),
        formatCount,
        counted,
      ),
    ),
    ...amounts.flatMap(({ name, of }) => lineOf(`${name}, ${currency ?? ''}`, of, formatMoney, invoiced)),
  ];
}
