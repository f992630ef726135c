import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { formatBytes, formatCount } from '../../../shared/charts/format';
import { TABLE_GROUPS, type TableGroup } from '../../../shared/contract/explore';
import { Tree, type TreeEntry } from '../../ui/tree';
import classes from './tables.module.css';

/** A table, or a file as it stands, in the list at the left of Explore. */
export interface ListedTable {
  readonly id: string;
  readonly group: TableGroup | 'files';
  readonly title: string;
  /** As SQL knows it; null where it does not. */
  readonly name: string | null;
  /** Stands below the title: the name in SQL, the folder of a file. */
  readonly below: string;
  readonly description: string;
  /** null: not counted yet. */
  readonly rows: number | null;
  readonly bytes?: number;
  /** What is listed below it when it is open. */
  readonly columns?: readonly {
    readonly name: string;
    readonly type: string;
    readonly description: string;
  }[];
}

const GROUP_NAMES: Readonly<Record<TableGroup | 'files', string>> = {
  files: 'Raw files',
  sources: 'Sources',
  cleaned: 'Cleaned',
  matched: 'Matched',
  measured: 'Measured',
  reports: 'Reports',
};
const GROUPS = ['files', ...TABLE_GROUPS] as const;

interface TableTreeProps {
  readonly tables: readonly ListedTable[];
  readonly chosen: string | null;
  readonly onTable: (id: string) => void;
  /** Gets the names of the table and of the column; absent where no columns are listed. */
  readonly onColumn?: (table: string, column: string) => void;
  /** Stands above the search. */
  readonly children?: ReactNode;
}

const rowWords = ({ rows, bytes }: ListedTable): string => {
  if (bytes !== undefined) return formatBytes(bytes);
  return rows === null ? '' : formatCount(rows);
};

/** All tables by what they are, with their names, sizes and, where wanted, their columns. */
export function TableTree({ tables, chosen, onTable, onColumn, children }: TableTreeProps) {
  const first = tables.find(({ id }) => id === chosen)?.group ?? 'measured';
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set([first, 'measured']));
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const finds = (text: string): boolean => text.toLowerCase().includes(wanted);
  const isFound = ({ title, below, columns }: ListedTable): boolean =>
    finds(title) || finds(below) || columns?.some((column) => finds(column.name)) === true;
  const toggle = (id: string): void => {
    const next = new Set(opened);
    if (!next.delete(id)) next.add(id);
    setOpened(next);
  };

  const entries: TreeEntry[] = [];
  for (const group of GROUPS) {
    const listed = tables.filter((table) => table.group === group && isFound(table));
    if (listed.length === 0) continue;
    // What is sought is shown, wherever it is.
    const isOpen = wanted !== '' || opened.has(group);
    const count = formatCount(listed.length);
    entries.push({
      id: group,
      level: 1,
      isOpen,
      label: `${GROUP_NAMES[group]}, ${count}`,
      content: (
        <span className={classes.group}>
          {GROUP_NAMES[group]} <span className={classes.count}>{count}</span>
        </span>
      ),
    });
    if (!isOpen) continue;
    for (const table of listed) {
      const size = rowWords(table);
      const withColumns = onColumn !== undefined && table.columns !== undefined;
      const isTableOpen = withColumns ? opened.has(table.id) : null;
      entries.push({
        id: table.id,
        level: 2,
        isOpen: isTableOpen,
        isChosen: table.id === chosen,
        label: [table.title, table.below, size && table.bytes === undefined ? `${size} rows` : size]
          .filter((part) => part !== '')
          .join(', '),
        hint: table.description,
        content: (
          <span className={classes.entry}>
            <span className={classes.entryTitle}>{table.title}</span>
            <span className={classes.entryRows}>{size}</span>
            {table.below !== '' && <span className={classes.entryName}>{table.below}</span>}
          </span>
        ),
      });
      if (isTableOpen !== true) continue;
      for (const column of table.columns ?? []) {
        entries.push({
          id: `${table.id}.${column.name}`,
          level: 3,
          isOpen: null,
          label: `${column.name}, ${column.type.toLowerCase()}`,
          hint: column.description,
          content: (
            <span className={classes.column}>
              <span className={classes.columnName}>{column.name}</span>
              <span className={classes.columnType}>{column.type.toLowerCase()}</span>
            </span>
          ),
        });
      }
    }
  }

  const choose = (id: string): void => {
    if (tables.some((table) => table.id === id)) {
      onTable(id);
      return;
    }
    const table = tables.find((one) => id.startsWith(`${one.id}.`));
    if (table) onColumn?.(table.id, id.slice(table.id.length + 1));
  };

  return (
    <aside className={classes.side} aria-label="Tables">
      {children}
      <TextInput
        size="xs"
        className={classes.search ?? ''}
        aria-label={onColumn ? 'Search tables and columns' : 'Search tables'}
        placeholder={onColumn ? 'Search tables and columns' : 'Search tables'}
        leftSection={<IconSearch size={14} aria-hidden="true" />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      {entries.length === 0 ? (
        <p className={classes.nothing} role="status">
          No table goes by that name.
        </p>
      ) : (
        <Tree label="Tables" entries={entries} onToggle={toggle} onChoose={choose} />
      )}
    </aside>
  );
}
