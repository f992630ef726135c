import { UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { allRows } from '../../../shared/contract/grid';
import { formatCount } from '../../../shared/charts/format';
import { showRows } from '../../state/drill';
import { addsUp, type RecordTotals } from './file-groups';
import classes from './sources.module.css';

/** Records = kept + separators + totals + footers + rejected, for all files together, and whether it is true. */
export function Equation({ totals }: { readonly totals: RecordTotals }) {
  const right = addsUp(totals);
  return (
    <div className={classes.equation}>
      <Term value={totals.records} name={totals.records === 1 ? 'record' : 'records'} />
      <span className={classes.sign}>=</span>
      <Term value={totals.rows} name="rows kept" />
      <span className={classes.sign}>+</span>
      <Term value={totals.separatorRows} name="separator rows" />
      <LeftOut value={totals.totalRows} kind="total" names={['total row', 'total rows']} />
      <LeftOut value={totals.footerRows} kind="footer" names={['footer line', 'footer lines']} />
      <span className={classes.sign}>+</span>
      <Term
        value={totals.rejectedRecords}
        name="rejected"
        {...(totals.rejectedRecords > 0
          ? { onClick: () => showRows('Rejected records', 'all files', allRows('rejected_records')) }
          : {})}
      />
      <span className={classes.verdict} data-right={right}>
        {right ? (
          <IconCheck size={14} aria-hidden="true" />
        ) : (
          <IconAlertTriangle size={14} aria-hidden="true" />
        )}
        {right ? 'adds up' : 'does not add up'}
      </span>
      <span className={classes.issues}>
        <Term
          value={totals.cellIssues}
          name={totals.cellIssues === 1 ? 'cell issue' : 'cell issues'}
          {...(totals.cellIssues > 0
            ? { onClick: () => showRows('Cell issues', 'all files', allRows('cell_issues')) }
            : {})}
        />
      </span>
    </div>
  );
}

interface LeftOutProps {
  readonly value: number;
  readonly kind: 'total' | 'footer';
  readonly names: readonly [one: string, many: string];
}

/** Totals or footers; most exports have none. */
function LeftOut({ value, kind, names: [one, many] }: LeftOutProps) {
  if (value === 0) return null;
  return (
    <>
      <span className={classes.sign}>+</span>
      <Term
        value={value}
        name={value === 1 ? one : many}
        onClick={() =>
          showRows('Left out', 'all files', {
            ...allRows('remarked_records'),
            filters: [{ op: 'equals', column: 'kind', value: kind }],
          })
        }
      />
    </>
  );
}

interface TermProps {
  readonly value: number;
  readonly name: string;
  readonly onClick?: () => void;
}

function Term({ value, name, onClick }: TermProps) {
  const body = (
    <>
      <strong>{formatCount(value)}</strong> <span>{name}</span>
    </>
  );
  return onClick ? (
    <UnstyledButton className={`${classes.term ?? ''} ${classes.clickable ?? ''}`} onClick={onClick}>
      {body}
    </UnstyledButton>
  ) : (
    <span className={classes.term}>{body}</span>
  );
}
