import { describe, expect, test } from 'vitest';
import type { EngineRequest } from '../../shared/contract/engine';
import type { GridFilter } from '../../shared/contract/grid';
import { drillSnapshot } from '../../shared/queries/lead-quality/trend';

type What = EngineRequest<'snapshotDrill'>['what'];
const FLORIDA: GridFilter = { op: 'equals', column: 'state', value: 'FL' };
const opened = (what: What, leads: readonly GridFilter[] = []) =>
  drillSnapshot({ order: 4, what, links: 'strict', basis: 'ever' }, leads);

/** States that stand in the fourth snapshot. */
const STANDS: readonly GridFilter[] = [
  { op: 'between', column: 'valid_from', low: null, high: 4 },
  { op: 'between', column: 'valid_to', low: 4, high: null },
];

describe('behind a number of a snapshot', () => {
  test.each([
    ['rows', []],
    ['set_reported', [{ op: 'equals', column: 'is_set', value: true }]],
    ['appointment', [{ op: 'equals', column: 'is_appointment', value: true }]],
    ['appointment_date', [{ op: 'notEmpty', column: 'appointment_at' }]],
    ['demo', [{ op: 'equals', column: 'is_demo', value: true }]],
    ['sale', [{ op: 'equals', column: 'is_sale', value: true }]],
  ] as const)('stand the states of that time, which stand for rows: %s', (what, filters) => {
    expect(opened(what)).toEqual({
      metricId: 'report_rows',
      query: {
        table: 'int_crm_states',
        scope: { kind: 'all' },
        filters: [...STANDS, ...filters],
        sort: [{ column: 'entry_on', direction: 'desc' }],
      },
      figures: [{ take: 'sum', column: 'row_count', label: 'Rows of the report' }],
    });
  });

  test.each([
    ['new', 4],
    // What is gone was last in the snapshot before.
    ['aged_out', 3],
    ['vanished', 3],
  ] as const)('stand the CRM leads that came or went: %s', (what, at) => {
    expect(opened(what)).toEqual({
      metricId: 'crm_leads',
      query: {
        table: 'rpt_lead_movements',
        scope: { kind: 'all' },
        filters: [
          { op: 'equals', column: 'movement', value: what },
          { op: 'equals', column: 'snapshot_order', value: at },
        ],
        sort: [{ column: 'entry_on', direction: 'desc' }],
      },
      figures: [],
    });
  });

  test('stands what is linked to some leads alone, where filters leave some', () => {
    for (const what of ['rows', 'new'] as const)
      expect(opened(what, [FLORIDA]).query.scope).toEqual({
        kind: 'linkedTo',
        links: 'strict',
        leads: [FLORIDA],
      });
  });
});
