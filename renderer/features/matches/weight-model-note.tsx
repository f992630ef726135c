import { formatFigures, formatNumber } from '../../../shared/charts/format';
import { weightMarks } from '../../../shared/charts/matches-charts';
import type { WeightModel } from '../../../shared/contract/review';
import { CardTitle } from '../../ui/card-title';
import classes from './matches.module.css';

const bits = (value: number): string =>
  `${value > 0 ? '+' : value < 0 ? '−' : ''}${formatNumber(Math.abs(value))}`;

const KEYS = [
  { key: 'email', name: 'E-mail' },
  { key: 'phone', name: 'Phone' },
] as const;

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
      <div className={classes.modelScroll} tabIndex={0} role="region" aria-label="How links are weighed">
        <table className={classes.model}>
          <thead>
            <tr>
              <th scope="col">Key</th>
              <th scope="col" title="Chance that the key agrees where both records are one person">
                m
              </th>
              <th scope="col" title="Chance that two strangers share the key, on average">
                u, on average
              </th>
              <th scope="col">agrees, bits</th>
              <th scope="col">differs, bits</th>
            </tr>
          </thead>
          <tbody>
            {KEYS.map(({ key, name }) => (
              <tr key={key}>
                <th scope="row">{name}</th>
                <td>{formatFigures(model.m[key])}</td>
                <td>{formatFigures(model.u[key])}</td>
                <td>{model.u[key] > 0 ? bits(Math.log2(model.m[key] / model.u[key])) : '–'}</td>
                <td>{model.m[key] < 1 ? bits(Math.log2(1 - model.m[key])) : '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className={classes.explanation}>
        Prior: {formatFigures(model.prior)} of all pairs are one person
        {even === undefined ? '' : `, so a link needs ${formatNumber(even)} bits to be as likely true as not`}
        .
      </p>
    </section>
  );
}
