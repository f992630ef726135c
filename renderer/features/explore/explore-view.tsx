import { useMemo } from 'react';
import { SegmentedControl, Select } from '@mantine/core';
import { IconTable } from '@tabler/icons-react';
import { allRows, type GridTable } from '../../../shared/contract/grid';
import { useEngine, useOutcome } from '../../state/answers';
import { setParams, useNavigation } from '../../state/navigation';
import { useTable } from '../../state/tables';
import { EmptyState } from '../../ui/empty-state';
import { Page } from '../../ui/page';
import { NotRunYet } from '../needs-run';
import { Answered } from '../waiting';
import { GridPanel } from '../grid/grid-panel';
import { SqlView } from './sql-view';

/** Any table of the last run row by row, and SQL over all of them. */
export function ExploreView() {
  const outcome = useOutcome();
  const tables = useEngine('tables', {});
  if (!outcome) {
    return (
      <NotRunYet
        icon={<IconTable size={20} aria-hidden="true" />}
        purpose="Explore shows every table of a run, row by row, and answers SQL."
      />
    );
  }
  return (
    <Answered title="Explore" answer={tables}>
      {(list) => <Explore tables={list} />}
    </Answered>
  );
}

function ViewChoice({ view }: { readonly view: 'tables' | 'sql' }) {
  return (
    <SegmentedControl
      aria-label="What to explore with"
      value={view}
      data={[
        { value: 'tables', label: 'Tables' },
        { value: 'sql', label: 'SQL' },
      ]}
      onChange={(next) => setParams({ view: next })}
    />
  );
}

function Explore({ tables }: { readonly tables: readonly GridTable[] }) {
  const wanted = useNavigation((p) => p.params['table']);
  const isSql = useNavigation((p) => p.params['view'] === 'sql');
  const table = tables.find((t) => t.name === wanted) ?? tables[0];
  if (!table) {
    return (
      <EmptyState icon={<IconTable size={20} aria-hidden="true" />} title="No tables">
        <p>The run made no tables: no file of this folder was recognised.</p>
      </EmptyState>
    );
  }
  if (isSql) {
    return (
      <Page
        fill
        title="Explore"
        lead={`Queries that read the ${String(tables.length)} tables of the last run.`}
        actions={<ViewChoice view="sql" />}
      >
        <SqlView />
      </Page>
    );
  }
  return <OneTable table={table} tables={tables} />;
}

function OneTable({ table, tables }: { readonly table: GridTable; readonly tables: readonly GridTable[] }) {
  const view = useTable(table.name);
  const query = useMemo(() => allRows(table.name), [table.name]);
  return (
    <Page
      fill
      title="Explore"
      lead={`${table.title}. ${table.description} ${table.grain.charAt(0).toUpperCase()}${table.grain.slice(1)}.`}
      actions={
        <>
          <Select
            aria-label="Table"
            w={260}
            searchable
            value={table.name}
            data={tables.map((t) => ({ value: t.name, label: t.title }))}
            onChange={(name) => {
              if (name !== null) setParams({ table: name });
            }}
          />
          <ViewChoice view="tables" />
        </>
      }
    >
      <GridPanel
        query={query}
        view={view}
        label={table.title}
        saveAs={table.name}
        empty="This table has no rows in the last run."
      />
    </Page>
  );
}
