import { describe, expect, test } from 'vitest';
import type { GridFilter, GridQuery } from '../../shared/contract/grid';
import { narrowed } from '../../renderer/ui/grid/grid-query';

const opened: GridQuery = {
  table: 'rpt_lead_changes',
  scope: {
    kind: 'comparison',
    sides: { kind: 'links', a: 'strict', b: 'linked' },
    basis: 'ever',
    links: 'linked',
    leads: [{ op: 'equals', column: 'state', value: 'FL' }],
  },
  filters: [{ op: 'equals', column: 'sale_after', value: true }],
  sort: [{ column: 'entry_on', direction: 'desc' }],
};

describe('what a reader asks of the rows of a query', () => {
  test('is the query as it was opened, whole, where nothing is narrowed or sorted', () => {
    expect(narrowed(opened, { filters: [], sort: [] })).toEqual(opened);
  });

  test('comes to its filters and keeps its scope and its order', () => {
    const city: GridFilter = { op: 'contains', column: 'city', value: 'Tampa' };
    expect(narrowed(opened, { filters: [city], sort: [] })).toEqual({
      ...opened,
      filters: [...opened.filters, city],
    });
  });

  test('takes the place of its order and keeps its scope and its filters', () => {
    expect(narrowed(opened, { filters: [], sort: [{ column: 'city', direction: 'asc' }] })).toEqual({
      ...opened,
      sort: [{ column: 'city', direction: 'asc' }],
    });
  });

  test('cannot be passed on without a part: a query that lacks one does not compile', () => {
    const { scope, ...rest } = opened;
    // @ts-expect-error a query says which part of its table it reads
    const without: GridQuery = rest;
    expect({ ...without, scope }).toEqual(opened);
  });
});
