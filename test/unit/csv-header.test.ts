import { describe, expect, test } from 'vitest';
import type { ColumnKind } from '../../shared/contract/grid';
import type { DeadSpan } from '../../shared/domain/dead-steps';
import { headerFor } from '../../shared/queries/grid/csv-header';
import type { GridSource, SourceColumn } from '../../shared/queries/grid/relation-source';
import { raw } from '../../shared/sql/sql';

type Columns = Readonly<Record<string, ColumnKind>>;

const dead = (column: string, fromOrder = 5): DeadSpan => ({
  column,
  fromOrder,
  toOrder: 9,
  reason: `${column} is empty`,
});

/** The header of a column of a table that has others beside it. */
function headerOf(
  name: string,
  kind: ColumnKind,
  others: Columns = {},
  spans: readonly DeadSpan[] = [],
): string {
  const columns = Object.entries({ [name]: kind, ...others }).map(([column, of]): SourceColumn => ({
    name: column,
    kind: of,
    shown: raw(column),
    raw: raw(column),
  }));
  const source: GridSource = {
    table: { name: 't', title: 'T', description: '', grain: '', columns: [] },
    relation: null,
    from: raw('t'),
    key: [],
    hasRowIds: true,
    columns,
  };
  return headerFor(columns[0]!, source, spans);
}

describe('The header of a column says its unit', () => {
  test.each([
    ['city', 'text', {}, 'city'],
    ['leads', 'count', {}, 'leads'],
    ['spend_cents', 'count', {}, 'spend_cents (USD cents)'],
    ['cents_spent', 'count', {}, 'cents_spent'],
    ['spend', 'money', {}, 'spend (USD)'],
    ['probability', 'share', {}, 'probability (0 to 1)'],
    // Amounts that were read are converted, also beside the currency that the export wrote; those of deals are not.
    ['credit', 'money', { currency: 'text' }, 'credit (USD)'],
    ['deal_amount', 'money', {}, 'deal_amount'],
    ['amount_cents', 'count', { currency: 'text' }, 'amount_cents (USD cents)'],
    ['share', 'share', { currency: 'text' }, 'share (0 to 1)'],
  ] as const)('%s, %s', (name, kind, others, header) => {
    expect(headerOf(name, kind, others)).toBe(header);
  });
});

describe('The header of a number that rests on a dead column', () => {
  test.each(['snapshot_order', 'valid_from', 'lead_uuid', 'link_setting'])(
    'says what that makes of it in a table with %s, which is one of the reports',
    (name) => {
      expect(headerOf('demo', 'count', { [name]: 'text' }, [dead('is_demo')])).toBe(
        'demo (too low: is_demo is empty from report 5 on)',
      );
    },
  );

  test('says nothing in other tables, and where no column is dead', () => {
    expect(headerOf('demo', 'count', { city: 'text' }, [dead('is_demo')])).toBe('demo');
    expect(headerOf('demo', 'count', { valid_from: 'count' })).toBe('demo');
  });

  test('says of the column itself that it is dead, also where it is counted by another name', () => {
    const reports = { valid_from: 'count' } as const;
    expect(headerOf('is_demo', 'boolean', reports, [dead('is_demo'), dead('is_demo', 7)])).toBe(
      'is_demo (dead: is_demo is empty from report 5 on; dead: is_demo is empty from report 7 on)',
    );
    expect(headerOf('appointment_date', 'count', reports, [dead('appointment_at')])).toBe(
      'appointment_date (dead: appointment_at is empty from report 5 on)',
    );
    expect(headerOf('appointment_date', 'count', reports, [dead('is_set')])).toBe('appointment_date');
  });

  test.each([
    'has_appointment_ever',
    'has_appointment_latest',
    'appointment_before',
    'is_appointment',
    'appointment_after',
  ])('knows a step by its flags: %s', (name) => {
    expect(headerOf(name, 'boolean', { lead_uuid: 'hash' }, [dead('is_set'), dead('city')])).toBe(
      `${name} (may be too low: is_set is empty from report 5 on)`,
    );
  });

  test('knows a step by its own name', () => {
    const spans = [dead('disposition'), dead('job_status')];
    expect(headerOf('set_reported', 'count', { lead_uuid: 'hash' }, [dead('is_set')])).toBe(
      'set_reported (too low: is_set is empty from report 5 on)',
    );
    expect(headerOf('net_sale', 'count', { lead_uuid: 'hash' }, spans)).toBe(
      'net_sale (may be wrong: disposition is empty from report 5 on; may be too high: job_status is empty from report 5 on)',
    );
  });

  test('says nothing of numbers that rest on none: matched, a city', () => {
    for (const name of ['matched', 'is_matched', 'delivered', 'city', 'has_hope'])
      expect(headerOf(name, 'count', { lead_uuid: 'hash' }, [dead('is_set'), dead('is_demo')])).toBe(name);
  });

  test('has the unit before it', () => {
    expect(headerOf('demo_cents', 'count', { lead_uuid: 'hash' }, [dead('demo_cents')])).toBe(
      'demo_cents (USD cents; dead: demo_cents is empty from report 5 on)',
    );
  });
});
