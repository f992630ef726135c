import { nameOfSource } from '../../../shared/domain/source';
import { formatCount, formatMoney } from '../../../shared/charts/format';
import type { PairItem, PairItemDetail, PairSide } from '../../../shared/contract/review';
import { HashCell } from '../../ui/hash-cell';
import { Evidence } from './evidence';
import classes from './pair-evidence.module.css';
import { StandingNote } from './standing-note';
import type { QueueEntry } from './use-review';
import { cents } from './words';

/** Two people side by side, field by field. */
export function PairEvidence({
  entry,
  detail,
}: {
  readonly entry: QueueEntry & { readonly item: PairItem };
  readonly detail: PairItemDetail | null;
}) {
  const { item, standings } = entry;
  const [standing] = standings;
  if (!standing) return null;
  return (
    <Evidence>
      <StandingNote standing={standing} evidence={item.evidence} />
      <p className={classes.question}>
        Are these two one person? Merging joins their leads and invoices; not a cent is gained or lost.
      </p>
      {detail && (
        <table className={classes.pair}>
          <thead>
            <tr>
              <th />
              <th scope="col">{sideName(detail.left)}</th>
              <th scope="col">{sideName(detail.right)}</th>
            </tr>
          </thead>
          <tbody>
            <Row
              label="E-mail"
              left={<Email text={detail.left.email} other={detail.right.email} />}
              right={<Email text={detail.right.email} other={detail.left.email} />}
            />
            <Row label="Person id" left={hash(detail.left.userUid)} right={hash(detail.right.userUid)} />
            <Row label="Lead id" left={hash(detail.left.leadId)} right={hash(detail.right.leadId)} />
            <Row
              label="Campaign"
              left={detail.left.campaignId ?? '–'}
              right={detail.right.campaignId ?? '–'}
            />
            <Row label="Status" left={detail.left.status ?? '–'} right={detail.right.status ?? '–'} />
            <Row
              label="Deal amount"
              left={amount(detail.left.dealAmount)}
              right={amount(detail.right.dealAmount)}
            />
            <Row
              label="Invoices"
              left={`${formatCount(detail.left.invoices)}, ${formatMoney(cents(detail.left.invoicedCents))}`}
              right={`${formatCount(detail.right.invoices)}, ${formatMoney(cents(detail.right.invoicedCents))}`}
            />
            <Row
              label="Records"
              left={formatCount(detail.left.members)}
              right={formatCount(detail.right.members)}
            />
          </tbody>
        </table>
      )}
    </Evidence>
  );
}

const amount = (written: string | null): string => formatMoney(written === null ? null : Number(written));

const sideName = (side: PairSide): string =>
  `${nameOfSource(side.source)}, record ${formatCount(side.record)}`;

const hash = (value: string | null) => (value === null ? '–' : <HashCell value={value} />);

function Row({
  label,
  left,
  right,
}: {
  readonly label: string;
  readonly left: React.ReactNode;
  readonly right: React.ReactNode;
}) {
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>{left}</td>
      <td>{right}</td>
    </tr>
  );
}

/** The letters in which an e-mail differs from the other one are marked: what both begin and end with is not. */
function Email({ text, other }: { readonly text: string | null; readonly other: string | null }) {
  if (text === null) return '–';
  if (other === null || text === other) return <span className="mono">{text}</span>;
  let start = 0;
  while (start < text.length && text[start] === other[start]) start++;
  let end = 0;
  while (
    end < Math.min(text.length, other.length) - start &&
    text[text.length - 1 - end] === other[other.length - 1 - end]
  )
    end++;
  return (
    <span className="mono">
      {text.slice(0, start)}
      <mark className={classes.differs}>{text.slice(start, text.length - end) || '·'}</mark>
      {text.slice(text.length - end)}
    </span>
  );
}
