import { Button } from '@mantine/core';
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { Suspense, useEffect, useMemo } from 'react';
import { formatNumber } from '../../../shared/charts/format';
import type { SqlAnswer, SqlTable } from '../../../shared/contract/explore';
import { useEngine } from '../../state/answers';
import { useSession } from '../../state/session';
import { cancelSql, insertIntoSql, runSql, typeSql, useSql, type SqlRun } from '../../state/sql';
import { useTable } from '../../state/tables';
import { FaultNote } from '../../ui/fault-note';
import { lazyPart } from '../../ui/lazy-part';
import { SqlLibrary } from './sql-library';
import { sqlName } from './sql-name';
import classes from './sql.module.css';
import { StarterList, StarterMenu } from './starters';
import { TableTree } from './table-tree';
import { TableWays } from './table-ways';
import tableClasses from './tables.module.css';
import { useListedTables } from './use-listed-tables';

const SqlEditor = lazyPart(async () => (await import('../../ui/sql-editor')).SqlEditor);

const startText = (): string => useSql.getState().text;

/**
 * SQL over the tables of the project, and what it gives: as rows or as a picture.
 * @param isListed whether the tables and their columns stand beside it
 */
export function SqlView({ isListed }: { readonly isListed: boolean }) {
  const isEmpty = useSql((s) => s.text.trim() === '');
  const given = useSql((s) => s.given);
  const inserted = useSql((s) => s.inserted);
  const run = useSql((s) => s.run);
  const tables = useEngine('sqlTables', {});
  const refusal = run.state === 'answered' && run.answer.state === 'refused' ? run.answer : null;
  const mistake = useMemo(
    () => (refusal ? { message: refusal.message, place: refusal.place } : null),
    [refusal],
  );
  const isRunning = run.state === 'running';
  // Wherever the focus is: who waits must be able to stop waiting.
  useEffect(() => {
    if (!isRunning) return;
    const press = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') cancelSql();
    };
    window.addEventListener('keydown', press, { capture: true });
    return () => {
      window.removeEventListener('keydown', press, { capture: true });
    };
  }, [isRunning]);
  return (
    <div className={tableClasses.split}>
      {isListed && tables.data && <Schema tables={tables.data} />}
      <div className={classes.sql}>
        <div className={classes.editor}>
          <Suspense fallback={<div aria-busy="true" className={classes.waiting} />}>
            {tables.data && (
              <SqlEditor
                start={startText}
                given={given}
                inserted={inserted}
                tables={tables.data}
                mistake={mistake}
                onChange={typeSql}
                onRun={() => void runSql()}
                onEscape={cancelSql}
              />
            )}
          </Suspense>
        </div>
        <div className={classes.bar}>
          {isRunning ? (
            <Button
              variant="default"
              leftSection={<IconPlayerStop size={14} aria-hidden="true" />}
              title="Cancel (Esc)"
              onClick={cancelSql}
            >
              Cancel
            </Button>
          ) : (
            <Button
              leftSection={<IconPlayerPlay size={14} aria-hidden="true" />}
              title="Run (Ctrl+Enter)"
              disabled={isEmpty}
              onClick={() => void runSql()}
            >
              Run
            </Button>
          )}
          <StarterMenu />
          <SqlLibrary />
          <span className={classes.says} role="status">
            {isRunning && 'Running'}
            {run.state === 'cancelled' && 'Cancelled'}
            {run.state === 'answered' &&
              run.answer.state === 'done' &&
              `${formatNumber(run.answer.milliseconds / 1000)} s`}
          </span>
        </div>
        <Outcome run={run} />
      </div>
    </div>
  );
}

/** The tables and columns that a query can name; choosing one puts its name where the cursor is. */
function Schema({ tables }: { readonly tables: readonly SqlTable[] }) {
  const listed = useListedTables(tables);
  const withColumns = useMemo(
    () => listed.map((table, index) => ({ ...table, columns: tables[index]?.columns ?? [] })),
    [listed, tables],
  );
  return (
    <TableTree
      tables={withColumns}
      chosen={null}
      onTable={(name) => insertIntoSql(sqlName(name))}
      onColumn={(_, column) => insertIntoSql(sqlName(column))}
    />
  );
}

function Outcome({ run }: { readonly run: SqlRun }) {
  const runId = useSession((s) => s.runId);
  if (run.state === 'failed') return <FaultNote fault={run.fault} />;
  if (run.state !== 'answered') {
    return run.state === 'none' ? (
      <>
        <p className={classes.quiet}>
          One query that reads, on the tables of the last run. Ctrl+Enter runs it; names complete as you type.
        </p>
        <StarterList />
      </>
    ) : null;
  }
  if (run.answer.state === 'refused') return <Refused answer={run.answer} />;
  if (run.runId !== runId) {
    return (
      <p className={classes.quiet} role="status">
        The tables were made anew since: run the query again.
      </p>
    );
  }
  return <Result key={run.answer.table.name} answer={run.answer} />;
}

function Refused({ answer }: { readonly answer: Extract<SqlAnswer, { state: 'refused' }> }) {
  const { message, hint, place } = answer;
  return (
    <div className={classes.refused} role="alert">
      <p>
        {place && (
          <strong>
            Line {String(place.line)}, column {String(place.column)}:{' '}
          </strong>
        )}
        {message}
      </p>
      {hint !== null && <p className={classes.hint}>{hint}</p>}
    </div>
  );
}

function Result({ answer }: { readonly answer: Extract<SqlAnswer, { state: 'done' }> }) {
  const view = useTable(answer.table.name);
  return <TableWays table={answer.table} view={view} saveAs="result" empty="The query gives no rows." />;
}
