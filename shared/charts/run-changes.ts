import type { KeptRun, RunNumbers } from '../contract/kept-run';
import { ATTRIBUTION_MODELS } from '../domain/attribution';
import { FUNNEL_STEPS } from '../domain/lead-quality';
import { denominatorOf, rateOf, valueOf } from '../domain/metric-value';
import { METRICS } from '../domain/metrics';
import { MODEL_NAMES } from '../domain/words/revenue-words';
import { formatCount, formatCountOf, formatMoney, formatRate, formatShare } from './format';

/** A number of the headline that two runs of one project do not share. */
export interface RunChange {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** What a run found that the one before it did not. */
export interface RunChanges {
  readonly numbers: readonly RunChange[];
  /** What somebody should look at: a rate outside of its earlier interval, a new finding of severity *error*. Sentences. */
  readonly toLookAt: readonly string[];
  /** Findings that came and went, in words; null where one of the runs does not say which it had. */
  readonly findings: { readonly came: readonly string[]; readonly went: readonly string[] } | null;
  /** Files that came, changed and went, as paths; null likewise. */
  readonly files: {
    readonly added: readonly string[];
    readonly changed: readonly string[];
    readonly gone: readonly string[];
  } | null;
}

/** What a run changed against an earlier one that its project keeps. */
export interface ChangesSince extends RunChanges {
  /** The earlier run, and when it ended as ISO time. */
  readonly run: string;
  readonly since: string;
}

/** What came, changed and went, by what it is; of nothing there is no list. */
export function changedNames({ files, findings }: Pick<RunChanges, 'files' | 'findings'>): readonly {
  readonly title: string;
  readonly names: readonly string[];
}[] {
  return [
    { title: 'Files that came', names: files?.added ?? [] },
    { title: 'Files that changed', names: files?.changed ?? [] },
    { title: 'Files that went', names: files?.gone ?? [] },
    { title: 'Findings that came', names: findings?.came ?? [] },
    { title: 'Findings that went', names: findings?.went ?? [] },
  ].filter(({ names }) => names.length > 0);
}

/** More names say less. */
const MOST_NAMES = 20;

/** "a.csv, b.csv and 3 more" */
export function namesInWords(names: readonly string[]): string {
  const left = names.length - MOST_NAMES;
  const more = left > 0 ? ` and ${formatCountOf(left, 'more', 'more')}` : '';
  return `${names.slice(0, MOST_NAMES).join(', ')}${more}`;
}

/** By which links the counts are compared: those of the headline of the later run. */
type HeadlineKey = 'ever_likely' | 'ever_linked';

function leadChanges(before: RunNumbers, after: RunNumbers, key: HeadlineKey): readonly RunChange[] {
  const [was, is] = [before.leadQuality, after.leadQuality];
  if (!was || !is) return [];
  return [
    { name: METRICS.snapshots.name, before: formatCount(was.snapshots), after: formatCount(is.snapshots) },
    ...FUNNEL_STEPS.map((step) => ({
      name: METRICS[step].name,
      before: formatCount(was.funnel[key][step]),
      after: formatCount(is.funnel[key][step]),
    })),
  ];
}

function revenueChanges(before: RunNumbers, after: RunNumbers): readonly RunChange[] {
  const [was, is] = [before.revenue, after.revenue];
  if (!was || !is) return [];
  const inCurrency = (name: string): string => `${name}, ${is.currency}`;
  return [
    { name: 'Invoices', before: formatCount(was.invoices), after: formatCount(is.invoices) },
    {
      name: inCurrency(METRICS.invoiced.name),
      before: formatMoney(was.invoiced),
      after: formatMoney(is.invoiced),
    },
    { name: inCurrency(METRICS.spend.name), before: formatMoney(was.spend), after: formatMoney(is.spend) },
    ...ATTRIBUTION_MODELS.map((model) => ({
      name: `${METRICS.attributed.name} by ${MODEL_NAMES[model]}`,
      before: formatMoney(was.attributed[model]),
      after: formatMoney(is.attributed[model]),
    })),
  ];
}

/** Rates that lie outside of the 95 % interval that they had. */
function ratesOutside(before: RunNumbers, after: RunNumbers, key: HeadlineKey): readonly string[] {
  const [was, is] = [before.leadQuality?.funnel[key], after.leadQuality?.funnel[key]];
  if (!was || !is) return [];
  return FUNNEL_STEPS.flatMap((step) => {
    const metric = rateOf(step);
    if (!metric) return [];
    const [then, now] = [valueOf(metric, was), valueOf(metric, is)];
    if (then.low === null || then.high === null || now.value === null) return [];
    if (now.value >= then.low && now.value <= then.high) return [];
    return [
      `${METRICS[step].name}: ${formatShare(now.value)} of ${denominatorOf(metric) ?? ''}, ${now.value < then.low ? 'below' : 'above'} what it was: ${formatRate(then)}.`,
    ];
  });
}

/** What the last run answered and this one does not. */
const answersGone = (before: RunNumbers, after: RunNumbers): readonly string[] => [
  ...(before.leadQuality && !after.leadQuality ? ['There are no numbers of leads any more.'] : []),
  ...(before.revenue && !after.revenue ? ['There are no numbers of revenue any more.'] : []),
];

/** Errors that the last run did not have; a run of an earlier version does not say which it had. */
const newErrors = (before: RunNumbers, after: RunNumbers): readonly string[] =>
  (before.errors === undefined ? [] : (after.errors ?? []))
    .filter((error) => !before.errors?.includes(error))
    .map((error) => `New error: ${error}.`);

function findingsBetween(before: RunNumbers, after: RunNumbers): RunChanges['findings'] {
  const [was, is] = [before.findings, after.findings];
  if (!was || !is) return null;
  return {
    came: is.filter((finding) => !was.includes(finding)),
    went: was.filter((finding) => !is.includes(finding)),
  };
}

function filesBetween(before: RunNumbers, after: RunNumbers): RunChanges['files'] {
  if (!before.inputs || !after.inputs) return null;
  const [was, is] = [before.inputs, after.inputs].map(
    (files) => new Map(files.map(({ file, sha256 }) => [file, sha256])),
  );
  return {
    added: after.inputs.flatMap(({ file }) => (was?.has(file) ? [] : [file])),
    changed: after.inputs.flatMap(({ file, sha256 }) =>
      was?.has(file) && was.get(file) !== sha256 ? [file] : [],
    ),
    gone: before.inputs.flatMap(({ file }) => (is?.has(file) ? [] : [file])),
  };
}

/**
 * What became of the numbers of the headline, and what somebody should look at. Each question is compared with the last run
 * that answered it: a run while a file was missing would hide what changed over it.
 * @param runs before, the newest first
 * @param key by which links the later run counts
 */
export function runChanges(
  [last, ...older]: readonly [RunNumbers, ...RunNumbers[]],
  after: RunNumbers,
  key: HeadlineKey,
): RunChanges {
  const runs = [last, ...older];
  const before: RunNumbers = {
    ...last,
    leadQuality: runs.find(({ leadQuality }) => leadQuality !== null)?.leadQuality ?? null,
    revenue: runs.find(({ revenue }) => revenue !== null)?.revenue ?? null,
  };
  return {
    numbers: [...leadChanges(before, after, key), ...revenueChanges(before, after)].filter(
      (number) => number.before !== number.after,
    ),
    toLookAt: [...answersGone(last, after), ...ratesOutside(before, after, key), ...newErrors(last, after)],
    findings: findingsBetween(last, after),
    files: filesBetween(last, after),
  };
}

const isSame = (a: RunNumbers, b: RunNumbers): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * What a run changed since the last one that found something else; null where none is kept.
 * @param runs that are kept, the newest first, that one among them or not
 * @param key by which links the run counts
 */
export function changesSince(
  runs: readonly KeptRun[],
  after: RunNumbers,
  key: HeadlineKey,
): ChangesSince | null {
  const own = runs.findIndex(({ numbers }) => !isSame(numbers, after));
  const [last, ...older] = own < 0 ? [] : runs.slice(own);
  if (!last) return null;
  return {
    run: last.id,
    since: last.finishedAt,
    ...runChanges([last.numbers, ...older.map(({ numbers }) => numbers)], after, key),
  };
}
