import { describe, expect, test } from 'vitest';
import { grossParts } from '../../shared/domain/words/revenue-words';

const none = { invoices: 0, amount: 0 };

describe('What was invoiced', () => {
  test('has no parts where nothing was given back', () => {
    expect(grossParts({ invoices: 3, gross: 100, refunds: none, disputes: none })).toEqual([]);
  });

  test('is gross less refunds and lost disputes, each named with its invoices', () => {
    const parts = grossParts({
      invoices: 2,
      gross: 320,
      refunds: { invoices: 1, amount: -50 },
      disputes: { invoices: 1, amount: -200 },
    });
    expect(parts).toEqual([
      { name: 'gross', amount: 320, invoices: 2 },
      { name: 'refunds', amount: -50, invoices: 1 },
      { name: 'lost disputes', amount: -200, invoices: 1 },
    ]);
    expect(parts.reduce((sum, { amount }) => sum + amount, 0)).toBe(70);
  });

  test('leaves out the part that there is none of', () => {
    const parts = grossParts({
      invoices: 2,
      gross: 90,
      refunds: none,
      disputes: { invoices: 1, amount: -20 },
    });
    expect(parts.map(({ name }) => name)).toEqual(['gross', 'lost disputes']);
  });
});
