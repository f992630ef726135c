import type { Summary } from '../contract/summary';
import { ATTRIBUTION_MODELS } from '../domain/attribution';
import { headlineKey } from '../domain/headline';
import { FUNNEL_STEPS } from '../domain/lead-quality';
import { METRICS } from '../domain/metrics';
import { MODEL_NAMES } from '../domain/words/revenue-words';
import { formatCount, formatMoney } from './format';

interface Compared {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

function leadNumbers(before: Summary, after: Summary): readonly Compared[] {
  const [was, is] = [before.leadQuality, after.leadQuality];
  if (!was || !is) return [];
  const key = headlineKey(is);
  return FUNNEL_STEPS.map((step) => ({
    name: METRICS[step].name,
    before: formatCount(was.funnel[key][step]),
    after: formatCount(is.funnel[key][step]),
  }));
}

function revenueNumbers(before: Summary, after: Summary): readonly Compared[] {
  const [was, is] = [before.revenue, after.revenue];
  if (!was || !is) return [];
  const model = ATTRIBUTION_MODELS[0];
  return [
    { name: METRICS.people.name, before: formatCount(was.people), after: formatCount(is.people) },
    {
      name: `${METRICS.invoiced.name}, ${is.currency}`,
      before: formatMoney(was.invoiced),
      after: formatMoney(is.invoiced),
    },
    {
      name: `${METRICS.attributed.name} by ${MODEL_NAMES[model]}`,
      before: formatMoney(was.models[model].attributed),
      after: formatMoney(is.models[model].attributed),
    },
  ];
}

/** What a run changed in the numbers of the headline: "Demos 205 → 201; Sales 48 → 47."; says so where it is none. */
export function changeWords(before: Summary, after: Summary): string {
  const changed = [...leadNumbers(before, after), ...revenueNumbers(before, after)].filter(
    (number) => number.before !== number.after,
  );
  return changed.length === 0
    ? 'No number of the headline changed.'
    : `${changed.map((number) => `${number.name} ${number.before} → ${number.after}`).join('; ')}.`;
}
