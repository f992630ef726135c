import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { IconTable } from '@tabler/icons-react';
import type { ExploreTable } from '../../../shared/contract/explore';
import type { RunOutcome } from '../../../shared/contract/run';
import { useEngine, useOutcome } from '../../state/answers';
import { setParams, useNavigation } from '../../state/navigation';
import { EmptyState } from '../../ui/empty-state';
import { Page } from '../../ui/page';
import { NotRunYet } from '../needs-run';
import { Answered } from '../waiting';
import { ListToggle } from './list-toggle';
import { SqlView } from './sql-view';
import { TablesView } from './tables-view';

/** Pixels of the window below which the list of tables would leave too little room beside it. */
const ROOMY = 1000;

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
      {(list) => <Explore tables={list} outcome={outcome} />}
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

function Explore({
  tables,
  outcome,
}: {
  readonly tables: readonly ExploreTable[];
  readonly outcome: RunOutcome;
}) {
  const isSql = useNavigation((p) => p.params['view'] === 'sql');
  const [isListed, setListed] = useState(window.innerWidth >= ROOMY);
  if (tables.length === 0) {
    return (
      <EmptyState icon={<IconTable size={20} aria-hidden="true" />} title="No tables">
        <p>The run made no tables: no file of this folder was recognised.</p>
      </EmptyState>
    );
  }
  const actions = (
    <>
      <ListToggle isListed={isListed} onChange={setListed} />
      <ViewChoice view={isSql ? 'sql' : 'tables'} />
    </>
  );
  if (!isSql) return <TablesView tables={tables} outcome={outcome} isListed={isListed} actions={actions} />;
  return (
    <Page
      fill
      title="Explore"
      lead={`Queries that read the ${String(tables.length)} tables of the last run.`}
      actions={actions}
    >
      <SqlView isListed={isListed} />
    </Page>
  );
}
