import { UnstyledButton } from '@mantine/core';
import { allRows } from '../../../shared/contract/grid';
import { formatCount } from '../../../shared/charts/format';
import type { MatchesView } from '../../../shared/contract/matches';
import { showRows } from '../../state/drill';
import { CardTitle } from '../../ui/card-title';
import classes from './matches.module.css';

const SIDES = [
  { side: 'delivered', title: 'Delivered leads without a link' },
  { side: 'crm', title: 'CRM leads that nothing is linked to' },
] as const;

/** Why something does not match, on both sides; the reasons add up to what is unlinked. */
export function Reasons({ view }: { readonly view: MatchesView }) {
  return (
    <section aria-labelledby="why-not">
      <CardTitle id="why-not" title="Why some do not match" />
      {SIDES.map(({ side, title }) => (
        <Side key={side} title={title} reasons={view.reasons.filter((r) => r.side === side)} />
      ))}
    </section>
  );
}

/** Where the rows of each side stand. */
const TABLES = { delivered: 'rpt_never_reported', crm: 'rpt_never_delivered' } as const;

const showReason = ({ side, code, label, explanation }: MatchesView['reasons'][number]): void =>
  showRows(label, explanation, {
    ...allRows(TABLES[side]),
    filters: [{ op: 'equals', column: 'reason', value: code }],
  });

function Side({ title, reasons }: { readonly title: string; readonly reasons: MatchesView['reasons'] }) {
  const total = reasons.reduce((sum, r) => sum + r.count, 0);
  return (
    <table className={classes.reasons}>
      <thead>
        <tr>
          <th scope="col">{title}</th>
          <th scope="col" className={classes.number}>
            Count
          </th>
        </tr>
      </thead>
      <tbody>
        {reasons
          .filter((r) => r.count > 0)
          .map((r) => (
            <tr key={r.code}>
              <td>
                {r.label}
                <span className={classes.explanation}>{r.explanation}</span>
              </td>
              <td className={classes.number}>
                <UnstyledButton className={classes.count} onClick={() => showReason(r)}>
                  {formatCount(r.count)}
                </UnstyledButton>
              </td>
            </tr>
          ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{total === 0 ? 'All have a link' : 'Together'}</th>
          <td className={classes.number}>{formatCount(total)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
