import type { ReactNode } from 'react';
import { nameOfSource } from '../../../shared/domain/source';
import { formatCount, formatMoney } from '../../../shared/charts/format';
import type { PairItem, PairItemDetail, PairSide } from '../../../shared/contract/review';
import { HashCell } from '../../ui/hash-cell';
import { MetricTooltip } from '../../ui/metric-tooltip';
import type { TableColumn } from '../../ui/table';
import { TextTable } from '../../ui/text-table';
import { Evidence } from './evidence';
import classes from './pair-evidence.module.css';
import { StandingNote } from './standing-note';
import type { QueueEntry } from './use-review';
import { cents, chanceWords } from './words';

/** Two people side by side, field by field. */
export function PairEvidence({
  entry,
  detail,
  hidesScores,
}: {
  readonly entry: QueueEntry & { readonly item: PairItem };
  readonly detail: PairItemDetail | null;
  readonly hidesScores: boolean;
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
      {item.probability !== null && !hidesScores && (
        <MetricTooltip metricId="pair_probability">
          <p className={classes.question} tabIndex={0}>
            By all that is known of them the chance is <strong>{chanceWords(item.probability)}</strong>.
          </p>
        </MetricTooltip>
      )}
      {detail && (
        <TextTable
          columns={columns(detail)}
          rows={FIELDS.filter(
            ({ isOptional, of }) =>
              !isOptional || of(detail.left, detail.right) !== '–' || of(detail.right, detail.left) !== '–',
          )}
          rowKey={({ name }) => name}
          caption="The two people, field by field"
        />
      )}
    </Evidence>
  );
}

const amount = (written: string | null): string => formatMoney(written === null ? null : Number(written));

const sideName = (side: PairSide): string =>
  `${nameOfSource(side.source)}, record ${formatCount(side.record)}`;

const hash = (value: string | null) => (value === null ? '–' : <HashCell value={value} />);

interface Field {
  readonly name: string;
  readonly of: (side: PairSide, other: PairSide) => ReactNode;
  /** Left out where neither side has it. */
  readonly isOptional?: boolean;
}

const optional = (name: string, of: (side: PairSide) => string | null): Field => ({
  name,
  of: (side) => of(side) ?? '–',
  isOptional: true,
});

const FIELDS: readonly Field[] = [
  { name: 'E-mail', of: ({ email }, other) => <Email text={email} other={other.email} /> },
  optional('Name', ({ name }) => name),
  optional('Phone', ({ phone }) => phone),
  optional('City', ({ city }) => city),
  optional('Country', ({ country }) => country),
  optional('Company', ({ company }) => company),
  optional('Date of birth', ({ bornOn }) => bornOn),
  { name: 'Person id', of: ({ userUid }) => hash(userUid) },
  { name: 'Lead id', of: ({ leadId }) => hash(leadId) },
  { name: 'Campaign', of: ({ campaignId }) => campaignId ?? '–' },
  { name: 'Status', of: ({ status }) => status ?? '–' },
  { name: 'Deal amount', of: ({ dealAmount }) => amount(dealAmount) },
  { name: 'Invoices', of: ({ invoices }) => formatCount(invoices) },
  { name: 'Invoiced', of: ({ invoicedCents }) => formatMoney(cents(invoicedCents)) },
  { name: 'Records', of: ({ members }) => formatCount(members) },
];

const columns = ({ left, right }: PairItemDetail): readonly TableColumn<Field>[] => [
  { head: '', look: 'quiet', cell: ({ name }) => name },
  { head: sideName(left), cell: ({ of }) => of(left, right) },
  { head: sideName(right), cell: ({ of }) => of(right, left) },
];

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
