import { formatCount, formatDecimals, formatFigures, formatNumber } from '../../../shared/charts/format';
import { weightMarks } from '../../../shared/charts/matches-charts';
import type { WeightModel } from '../../../shared/contract/review';
import { CardTitle } from '../../ui/card-title';
import { NumberTable, type NumberColumn } from '../../ui/number-table';
import classes from './matches.module.css';

const bits = (value: number): string =>
  `${value > 0 ? '+' : value < 0 ? '−' : ''}${formatDecimals(Math.abs(value), 2)}`;

const KEYS = [
  { key: 'email', name: 'E-mail' },
  { key: 'phone', name: 'Phone' },
] as const;

type Key = (typeof KEYS)[number];

const columns = ({ m, u }: WeightModel): readonly NumberColumn<Key>[] => [
  { label: 'Key', cell: ({ name }) => name },
  {
    label: 'm',
    definition: 'Chance that the key agrees where both records are one person',
    cell: ({ key }) => formatDecimals(m[key], 4),
  },
  {
    label: 'u, on average',
    definition: 'Chance that two strangers share the key, on average',
    cell: ({ key }) => (u[key] > 0 ? `1 in ${formatCount(1 / u[key])}` : '–'),
  },
  {
    label: 'agrees',
    unit: 'bits',
    definition:
      'What a value says that is as common as u. One with a single holder on each side says more, one that many share less: each link has its own',
    cell: ({ key }) => (u[key] > 0 ? bits(Math.log2(m[key] / u[key])) : '–'),
  },
  {
    label: 'differs',
    unit: 'bits',
    cell: ({ key }) => (m[key] < 1 ? bits(Math.log2(1 - m[key])) : '–'),
  },
];

/** By what links are weighed, and how the numbers came about. */
export function WeightModelNote({ model }: { readonly model: WeightModel }) {
  const even = weightMarks(model)[0]?.bits;
  return (
    <section aria-labelledby="weight-model">
      <CardTitle id="weight-model" title="How links are weighed" />
      <p className={classes.explanation}>
        {model.origin === 'estimated'
          ? `m and the prior are estimated from these data by expectation-maximisation, in ${String(model.iterations)} rounds; u is how often the values occur.`
          : `m and the prior are defaults, since the data do not allow to estimate them${model.reason === null ? '' : `: ${model.reason}`} u is how often the values occur.`}
      </p>
      <div className={classes.modelScroll} tabIndex={0} role="group" aria-label="How links are weighed">
        <NumberTable columns={columns(model)} rows={KEYS} rowKey={({ key }) => key} />
      </div>
      <p className={classes.explanation}>
        Prior: {formatFigures(model.prior)} of all pairs are one person
        {even === undefined ? '' : `, so a link needs ${formatNumber(even)} bits to be as likely true as not`}
        .
      </p>
    </section>
  );
}
