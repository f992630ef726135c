import type { ColumnSample, FileColumns } from '../../../shared/contract/file-columns';
import { formatCount, formatShare } from '../../../shared/charts/format';
import { readingInWords } from './reading-words';
import classes from './column-values.module.css';

/** By which records of the file its columns are shown. */
export const basisInWords = ({ records, isWhole }: FileColumns): string =>
  `Filled cells and values of ${isWhole ? (records === 1 ? 'the only record' : `all ${formatCount(records)} records`) : `the first ${formatCount(records)} records`}.`;

interface ColumnValuesProps {
  readonly sample: ColumnSample;
  readonly records: number;
  /** Whether what was read from it is still what the field would be read from. */
  readonly isRead: boolean;
}

/** How far a column is filled, and values of it as they stand in the file, each with what it was read as. */
export function ColumnValues({ sample, records, isRead }: ColumnValuesProps) {
  const { filled } = sample;
  return (
    <div className={classes.values}>
      <span className={classes.filled}>
        {filled === 0 ? 'empty' : `${shareFilled(sample, records)} filled`}
      </span>
      <dl>
        {sample.values.map(({ text, reading }) => (
          <div key={text}>
            <dt title={text}>{text}</dt>
            {isRead && reading !== null && (
              <dd data-unread={reading.kind === 'unread'} title={readingInWords(text, reading)}>
                {readingInWords(text, reading)}
              </dd>
            )}
          </div>
        ))}
      </dl>
    </div>
  );
}

/** The share of records in which a column has a value; never rounded to all or nothing. */
export function shareFilled({ filled }: ColumnSample, records: number): string {
  if (filled === 0 || filled === records) return filled === 0 ? '0 %' : '100 %';
  return formatShare(Math.min(0.999, Math.max(0.001, filled / records)));
}
