import { useMemo, useState } from 'react';
import { allRows } from '../../../shared/contract/grid';
import { fetchPage } from '../../state/answers';
import { useSession } from '../../state/session';
import { CardTitle } from '../../ui/card-title';
import { DataGrid } from '../../ui/data-grid';
import { CsvButton } from '../csv-button';
import classes from './matches.module.css';

/** Every link with its weight and the parts of it. */
export function LinksGrid({ table }: { readonly table: string }) {
  const runId = useSession((s) => s.runId);
  const all = useMemo(() => allRows(table), [table]);
  const [query, setQuery] = useState(all);
  return (
    <section aria-labelledby="links">
      <div className={classes.gridHead}>
        <CardTitle id="links" title="Links" beside />
        <CsvButton query={query} name="links" />
      </div>
      <DataGrid key={runId} query={all} fetchPage={fetchPage} label="Links" height={440} onQuery={setQuery} />
    </section>
  );
}
