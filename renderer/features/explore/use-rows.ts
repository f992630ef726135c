import { useCallback, useState } from 'react';
import { allRows, type GridFilter, type GridQuery } from '../../../shared/contract/grid';
import type { FaultDetails } from '../../../shared/domain/fault';
import { services } from '../../state/services';

/**
 * Asks for rows of a table as its grid needs them.
 * @param all rows of the table without filters
 * @returns `total`: rows that the filters leave; null while it is not known
 */
export function useRows(name: string, filters: readonly GridFilter[], all: number) {
  const [left, setLeft] = useState<{ key: string; total: number } | null>(null);
  const [fault, setFault] = useState<FaultDetails | null>(null);
  const filterKey = JSON.stringify(filters);
  const total = filters.length === 0 ? all : left?.key === filterKey ? left.total : null;

  const fetchRows = useCallback(
    async (
      wanted: { readonly sort: GridQuery['sort']; readonly offset: number; readonly limit: number },
      signal: AbortSignal,
    ) => {
      const { sort, ...place } = wanted;
      const query = { ...allRows(name), filters: JSON.parse(filterKey) as GridQuery['filters'], sort };
      const page = await services().engine.call('page', { query, ...place }, { signal });
      setLeft((before) =>
        before?.key === filterKey && before.total === page.total
          ? before
          : { key: filterKey, total: page.total },
      );
      setFault(null);
      return page;
    },
    [name, filterKey],
  );
  return { total, fault, setFault, fetchRows };
}
