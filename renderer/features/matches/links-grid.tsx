import { useMemo } from 'react';
import { allRows } from '../../../shared/contract/grid';
import { CardTitle } from '../../ui/card-title';
import { RowsOf } from '../grid/rows-of';

/** Every link with its weight and the parts of it. */
export function LinksGrid({ table }: { readonly table: string }) {
  const query = useMemo(() => allRows(table), [table]);
  return (
    <section aria-labelledby="links">
      <CardTitle id="links" title="Links" />
      <RowsOf query={query} label="Every link, row by row" saveAs="links" height={480} />
    </section>
  );
}
