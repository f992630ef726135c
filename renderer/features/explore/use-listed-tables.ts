import { useMemo } from 'react';
import type { ExploreTable } from '../../../shared/contract/explore';
import { useEngine, useOutcome } from '../../state/answers';
import type { ListedTable } from './table-tree';

/** Marks a file among the tables: no table has such a name. */
const FILE = 'file:';

/** The file that an entry of the list is of; null for tables. */
export const fileOf = (id: string): string | null => (id.startsWith(FILE) ? id.slice(FILE.length) : null);

/** The entry of a file. */
export const entryOfFile = (file: string): string => `${FILE}${file}`;

/** The tables of the last run, and how many rows each has. */
export function useListedTables(
  tables: readonly Pick<ExploreTable, 'name' | 'group' | 'title' | 'description'>[],
): readonly ListedTable[] {
  const sizes = useEngine('tableSizes', {}).data;
  return useMemo(() => {
    const rowsOf = new Map((sizes ?? []).map(({ name, rows }) => [name, rows]));
    return tables.map(({ name, group, title, description }) => ({
      id: name,
      group,
      title,
      name,
      below: name,
      description,
      rows: rowsOf.get(name) ?? null,
    }));
  }, [tables, sizes]);
}

/** The files that were looked into, as they stand in the folder. */
export function useListedFiles(): readonly ListedTable[] {
  const files = useOutcome()?.files;
  return useMemo(
    () =>
      (files ?? [])
        // What has no columns is no table.
        .filter(({ headers }) => headers.length > 0)
        .map(({ file, bytes, sourceTitle, rows }) => ({
          id: entryOfFile(file),
          group: 'files' as const,
          title: file.slice(file.lastIndexOf('/') + 1),
          name: null,
          below: file.includes('/') ? file.slice(0, file.lastIndexOf('/') + 1) : '',
          description: sourceTitle ?? 'Not recognised.',
          rows,
          bytes,
        })),
    [files],
  );
}
