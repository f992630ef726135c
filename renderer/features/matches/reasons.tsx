import { allRows } from '../../../shared/contract/grid';
import { formatCount } from '../../../shared/charts/format';
import type { MatchesView } from '../../../shared/contract/matches';
import { showRows } from '../../state/drill';
import { CardTitle } from '../../ui/card-title';
import { CellButton } from '../../ui/cell-button';
import type { TableColumn } from '../../ui/table';
import { TextTable } from '../../ui/text-table';
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
      <div className={classes.reasons}>
        {SIDES.map(({ side, title }) => (
          <Side key={side} title={title} reasons={view.reasons.filter((r) => r.side === side)} />
        ))}
      </div>
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

type Reason = MatchesView['reasons'][number];
/** A reason, or how many there are for all of them. */
type Line = Reason | { readonly together: number };

function Side({ title, reasons }: { readonly title: string; readonly reasons: readonly Reason[] }) {
  const together = reasons.reduce((sum, { count }) => sum + count, 0);
  const columns: readonly TableColumn<Line>[] = [
    {
      head: title,
      cell: (line) =>
        'together' in line ? line.together === 0 ? 'All have a link' : 'Together' : <Why reason={line} />,
    },
    {
      head: 'Count',
      align: 'right',
      cell: (line) =>
        'together' in line ? (
          formatCount(line.together)
        ) : (
          <CellButton onOpen={() => showReason(line)}>{formatCount(line.count)}</CellButton>
        ),
    },
  ];
  return (
    <TextTable
      columns={columns}
      rows={reasons.filter(({ count }) => count > 0)}
      rowKey={(line) => ('together' in line ? 'together' : line.code)}
      foot={[{ together }]}
    />
  );
}

const Why = ({ reason }: { readonly reason: Reason }) => (
  <>
    {reason.label}
    <span className={classes.explanation}>{reason.explanation}</span>
  </>
);
