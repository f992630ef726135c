import { useEffect, type ReactNode } from 'react';
import { formatCount } from '../../../shared/charts/format';
import type { ExploreTable } from '../../../shared/contract/explore';
import type { GridTable } from '../../../shared/contract/grid';
import type { RunOutcome } from '../../../shared/contract/run';
import { useEngine } from '../../state/answers';
import { setParams, useNavigation } from '../../state/navigation';
import { narrowAtFirst, useTable } from '../../state/tables';
import { FaultNote } from '../../ui/fault-note';
import { Page } from '../../ui/page';
import { firstTable, onceEach } from './first-table';
import { TableTree, type ListedTable } from './table-tree';
import { TableWays } from './table-ways';
import classes from './tables.module.css';
import { fileOf, useListedFiles, useListedTables } from './use-listed-tables';

interface TablesViewProps {
  readonly tables: readonly ExploreTable[];
  readonly outcome: RunOutcome;
  /** Whether the list of tables is shown. */
  readonly isListed: boolean;
  /** Switches of the screen. */
  readonly actions: ReactNode;
}

/** Any table of the run or file of the folder, row by row, chosen from a list of all. */
export function TablesView({ tables, outcome, isListed, actions }: TablesViewProps) {
  const wanted = useNavigation((p) => p.params['table']);
  const listed = [...useListedFiles(), ...useListedTables(tables)];
  const shown =
    listed.find(({ id }) => id === wanted) ??
    listed.find(({ id }) => id === firstTable(outcome)) ??
    listed.find(({ group }) => group !== 'files');
  if (!shown) return null;
  const table = tables.find(({ name }) => name === shown.id);
  const file = fileOf(shown.id);
  return (
    <Page fill title="Explore" lead={<Lead entry={shown} table={table} />} actions={actions}>
      <div className={classes.split}>
        {isListed && (
          <TableTree tables={listed} chosen={shown.id} onTable={(id) => setParams({ table: id })} />
        )}
        <div className={classes.main}>
          {table && <OneTable key={table.name} table={table} outcome={outcome} />}
          {file !== null && <OneFile key={file} file={file} />}
        </div>
      </div>
    </Page>
  );
}

function Lead({ entry, table }: { readonly entry: ListedTable; readonly table: ExploreTable | undefined }) {
  const { id, title, name, rows, description } = entry;
  const size = [
    rows === null ? null : `${formatCount(rows)} ${rows === 1 ? 'row' : 'rows'}`,
    table ? `${formatCount(table.columns.length)} columns` : null,
    table ? table.grain : null,
  ].filter((part) => part !== null);
  return (
    <>
      <strong>{fileOf(id) ?? title}</strong>{' '}
      {name !== null && <span className={classes.technical}>{name}</span>} · {size.join(' · ')}. {description}
      {description.endsWith('.') ? '' : '.'}
    </>
  );
}

function OneTable({ table, outcome }: { readonly table: GridTable; readonly outcome: RunOutcome }) {
  const view = useTable(table.name);
  const once = onceEach(outcome)[table.name];
  useEffect(() => {
    if (once) narrowAtFirst(table.name, once);
    // At first only.
  }, [table.name, once]);
  return (
    <TableWays
      table={table}
      view={view}
      saveAs={table.name}
      empty="This table has no rows in the last run."
    />
  );
}

/** The records of a file, read again when they are looked at. */
function OneFile({ file }: { readonly file: string }) {
  const opened = useEngine('rawFile', { file });
  if (opened.fault) return <FaultNote fault={opened.fault} />;
  if (opened.data === null)
    return (
      <p aria-busy="true" className={classes.nothing}>
        Reading {file}
      </p>
    );
  return <FileRows file={file} table={opened.data.table} />;
}

function FileRows({ file, table }: { readonly file: string; readonly table: GridTable }) {
  const view = useTable(table.name);
  return (
    <>
      <p className={classes.about}>{table.description}</p>
      <TableWays table={table} view={view} saveAs={file} empty="This file has no records." />
    </>
  );
}
