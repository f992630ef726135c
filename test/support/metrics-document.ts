import { denominatorOf } from '../../shared/domain/metric-value';
import { ALL_METRICS, METRICS, type CountId, type Metric } from '../../shared/domain/metrics';

const formulaOf = (metric: Metric): string =>
  metric.per === null
    ? ''
    : `\n  ${METRICS[metric.of as CountId].name} / ${denominatorOf(metric) ?? ''}${metric.interval ? ', with the Wilson 95 % interval' : ''}.`;

const entry = (metric: Metric): string =>
  `- **${metric.name}** (\`${metric.id}\`, ${metric.unit}): ${metric.definition}${formulaOf(metric)}`;

/** `docs/metrics.md` as the catalogue has it. */
export function metricsDocument(): string {
  const counts = ALL_METRICS.filter(({ per }) => per === null);
  const ratios = ALL_METRICS.filter(({ per }) => per !== null);
  return [
    '# Metrics',
    '',
    'What every number means. Made from `shared/domain/metrics.ts` by `npm run test:unit -- metrics -u`.',
    '',
    '## Counts and sums',
    '',
    ...counts.map(entry),
    '',
    '## Rates, ratios and costs',
    '',
    ...ratios.map(entry),
    '',
  ].join('\n');
}
