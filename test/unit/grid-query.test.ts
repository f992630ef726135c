import { describe, expect, test } from 'vitest';
import type { GridColumn, GridQuery } from '../../shared/contract/grid';
import { narrowed } from '../../renderer/ui/grid-query';

const columns: readonly GridColumn[] = [
  { name: 'city', label: 'City', kind: 'text', description: '' },
  { name: 'is_sale', label: 'Sale', kind: 'boolean', description: '' },
];

const opened: GridQuery = {
  table: 'rpt_lead_changes',
  scope: {
    kind: 'comparison',
    sides: { kind: 'links' },
    basis: 'ever',
    links: 'linked',
    leads: [{ op: 'equals', column: 'state', value: 'FL' }],
  },
  filters: [{ op: 'equals', column: 'sale_after', value: true }],
  sort: [{ column: 'entry_on', direction: 'desc' }],
};

describe('what the header of a grid asks for', () => {
  test('a grid that nobody filters or sorts asks for the query that it was opened with, whole', () => {
    expect(narrowed(opened, columns, {}, [])).toEqual(opened);
  });

  test('a filter of the header comes to those of the query, which keeps its scope and its order', () => {
    const model = { city: { type: 'contains', filter: 'Tampa' }, is_sale: { type: 'equals', filter: 'yes' } };
    expect(narrowed(opened, columns, model, [])).toEqual({
      ...opened,
      filters: [
        ...opened.filters,
        { op: 'contains', column: 'city', value: 'Tampa' },
        { op: 'equals', column: 'is_sale', value: true },
      ],
    });
  });

  test('a sort of the header takes the place of that of the query, which keeps its scope and its filters', () => {
    expect(narrowed(opened, columns, {}, [{ colId: 'city', sort: 'asc' }])).toEqual({
      ...opened,
      sort: [{ column: 'city', direction: 'asc' }],
    });
  });
});
