import type { ExploreTable } from '../../contract/explore';
import { codesInText } from '../../domain/words/code-words';
import type { ColumnKind, GridColumn, GridTable } from '../../contract/grid';
import type { AnyRelation, ColumnSpec, SqlType } from '../../sql/model';
import { shownIn } from './catalogues';
import { groupOf } from './table-groups';

/** Everything that screens may ask pages of, the most asked for first. */
export const TABLES: readonly AnyRelation[] = shownIn('grid');

/** The worklists and breakdowns that an export writes as CSV. */
export const EXPORT_TABLES: readonly AnyRelation[] = shownIn('report');

const KINDS: Readonly<Record<SqlType, ColumnKind>> = {
  VARCHAR: 'text',
  INTEGER: 'count',
  BIGINT: 'count',
  DOUBLE: 'number',
  BOOLEAN: 'boolean',
  DATE: 'date',
  TIMESTAMP: 'timestamp',
};

/** "has_demo_ever" → "Demo ever"; an id stays one. */
const labelOf = (name: string): string => {
  const words = name
    .replace(/^(is|has)_/, '')
    .replaceAll('_', ' ')
    .replace(/\bemail\b/, 'e-mail')
    .replace(/ no$/, ' no.');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const columnOf = ([name, spec]: [string, ColumnSpec]): GridColumn => ({
  name,
  label: spec.label ?? labelOf(name),
  kind: spec.kind ?? (name.endsWith('_id') && spec.type === 'INTEGER' ? 'text' : KINDS[spec.type]),
  description: spec.kind === 'code' ? codesInText(spec.description) : spec.description,
});

/** Numbers that hold within one session only: they join tables and say nothing to people. */
const isSessionNumber = ([name, { type }]: [string, ColumnSpec]): boolean =>
  (name.endsWith('_id') && type === 'INTEGER') || name === 'newness' || name === 'tie_break';

export const gridTable = (relation: AnyRelation): GridTable => ({
  name: relation.name,
  title: relation.title,
  description: relation.description,
  grain: relation.grain,
  columns: Object.entries(relation.columns)
    .filter((column) => !isSessionNumber(column))
    .map(columnOf),
});

/** A table with its place in the list of all. */
export const exploreTable = (relation: AnyRelation): ExploreTable => ({
  ...gridTable(relation),
  group: groupOf(relation),
});
