import { Button, Select } from '@mantine/core';
import { IconDownload, IconTable } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { GridTable } from '../../../shared/contract/grid';
import { fetchPage, useEngine, useOutcome } from '../../state/answers';
import { allOf } from '../../state/drill';
import { setParams, useNavigation } from '../../state/navigation';
import { useSession } from '../../state/session';
import { DataGrid } from '../../ui/data-grid';
import { EmptyState } from '../../ui/empty-state';
import { Page } from '../../ui/page';
import { NotRunYet } from '../needs-run';
import { Answered } from '../waiting';
import { saveCsv } from '../saving';

/** Any table of the last run, row by row. */
export function ExploreView() {
  const outcome = useOutcome();
  const tables = useEngine('tables', {});
  if (!outcome) {
    return (
      <NotRunYet
        icon={<IconTable size={20} aria-hidden="true" />}
        purpose="Explore shows every table of a run, row by row."
      />
    );
  }
  return (
    <Answered title="Explore" answer={tables}>
      {(list) => <Explore tables={list} />}
    </Answered>
  );
}

function Explore({ tables }: { readonly tables: readonly GridTable[] }) {
  const wanted = useNavigation((p) => p.params['table']);
  const table = tables.find((t) => t.name === wanted) ?? tables[0];
  if (!table) {
    return (
      <EmptyState icon={<IconTable size={20} aria-hidden="true" />} title="No tables">
        <p>The run made no tables: no file of this folder was recognised.</p>
      </EmptyState>
    );
  }
  return <OneTable key={table.name} table={table} tables={tables} />;
}

function OneTable({ table, tables }: { readonly table: GridTable; readonly tables: readonly GridTable[] }) {
  const all = useMemo(() => allOf(table.name), [table.name]);
  const [query, setQuery] = useState(all);
  const runId = useSession((s) => s.runId);
  return (
    <Page
      fill
      title={table.title}
      lead={`${table.description} ${table.grain.charAt(0).toUpperCase()}${table.grain.slice(1)}.`}
      actions={
        <>
          <Select
            aria-label="Table"
            w={240}
            searchable
            value={table.name}
            data={tables.map((t) => ({ value: t.name, label: t.title }))}
            onChange={(name) => {
              if (name !== null) setParams({ table: name });
            }}
          />
          <Button
            variant="default"
            leftSection={<IconDownload size={14} aria-hidden="true" />}
            onClick={() => void saveCsv(query, table.name)}
          >
            CSV
          </Button>
        </>
      }
    >
      <DataGrid
        key={runId}
        query={all}
        fetchPage={fetchPage}
        label={table.title}
        height="fill"
        onQuery={setQuery}
        empty="This table has no rows in the last run."
      />
    </Page>
  );
}
