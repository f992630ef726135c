import { UnstyledButton } from '@mantine/core';
import { Fragment } from 'react';
import { accountTerms, isWhole } from '../../../shared/charts/account-words';
import { formatCount } from '../../../shared/charts/format';
import type { FileReconciliation } from '../../../shared/contract/reconciliation';
import { queryOf, showRows } from '../../state/drill';
import classes from './file-panel.module.css';

/** What became of the records of a file, as a line that adds up; a part opens its rows where a table has them. */
export function RecordAccount({ account }: { readonly account: FileReconciliation }) {
  const right = isWhole(account);
  return (
    <>
      {formatCount(account.rows)} {account.rows === 1 ? 'record' : 'records'} ={' '}
      {accountTerms(account).map(({ key, rows, words }, place) => {
        const behind = account.rowsOf[key];
        const text = `${formatCount(rows)} ${words}`;
        return (
          <Fragment key={key}>
            {place > 0 && ' + '}
            {behind === undefined ? (
              text
            ) : (
              <UnstyledButton
                className={classes.term ?? ''}
                onClick={() => showRows(words, account.file, queryOf(behind))}
              >
                {text}
              </UnstyledButton>
            )}
          </Fragment>
        );
      })}{' '}
      <span className={classes.verdict} data-right={right}>
        {right ? 'adds up' : 'does not add up'}
      </span>
    </>
  );
}
