import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { fetchPage } from '../../state/answers';
import { allOf } from '../../state/drill';
import { useSession } from '../../state/session';
import { DataGrid } from '../../ui/data-grid';
import { saveCsv } from '../saving';
import classes from './matches.module.css';

/** Every link with its weight and the parts of it. */
export function LinksGrid({ table }: { readonly table: string }) {
  const runId = useSession((s) => s.runId);
  const all = useMemo(() => allOf(table), [table]);
  const [query, setQuery] = useState(all);
  return (
    <section aria-labelledby="links">
      <div className={classes.gridHead}>
        <h3 id="links" className={classes.heading}>
          Links
        </h3>
        <Button
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden="true" />}
          onClick={() => void saveCsv(query, 'links')}
        >
          CSV
        </Button>
      </div>
      <DataGrid key={runId} query={all} fetchPage={fetchPage} label="Links" height={440} onQuery={setQuery} />
    </section>
  );
}
