import { useCallback, useState } from 'react';
import type { GridPage, GridQuery, PageRequest } from '../../../shared/contract/grid';
import { faultOf, type FaultDetails } from '../../../shared/domain/fault';
import { services } from '../../state/services';

/**
 * Asks for pages of a query as its grid needs them.
 * @param query as it is narrowed and sorted now
 * @param known its rows where they are known already; null where they come with the first page
 * @returns `total`: rows of the query; null while they are not known
 */
export function useRows(query: GridQuery, known: number | null) {
  const [left, setLeft] = useState<{ key: string; total: number } | null>(null);
  const [fault, setFault] = useState<FaultDetails | null>(null);
  // However they are sorted, they are as many.
  const key = JSON.stringify({ ...query, sort: [] });
  const total = known ?? (left?.key === key ? left.total : null);

  const fetchPage = useCallback(async (request: PageRequest, signal: AbortSignal): Promise<GridPage> => {
    const page = await services().engine.call('page', request, { signal });
    setLeft({ key: JSON.stringify({ ...request.query, sort: [] }), total: page.total });
    setFault(null);
    return page;
  }, []);
  const onFault = useCallback((error: unknown) => setFault(faultOf(error)), []);
  return { total, fault, onFault, fetchPage };
}
