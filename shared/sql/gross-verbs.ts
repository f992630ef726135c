import type { RevenueSummary } from '../contract/revenue';
import { moneyOf } from '../domain/cents';
import { int, type Row } from './records';
import { sql } from './sql';

/**
 * Of counted rows of `fct_invoices`: what was invoiced before refunds and disputes, and both. A refund may be an invoice
 * of a negative amount, or part of its sale.
 */
export const GROSS_COLUMNS = sql`cast(coalesce(sum(gross_cents) filter (gross_cents >= 0), 0) as bigint) as gross,
        cast(count(*) filter (gross_cents < 0 or refunded_cents <> 0) as integer) as refunds,
        cast(coalesce(sum(gross_cents) filter (gross_cents < 0), 0) - coalesce(sum(refunded_cents), 0) as bigint) as refund_cents,
        cast(count(*) filter (disputed_cents <> 0) as integer) as disputes,
        cast(-coalesce(sum(disputed_cents), 0) as bigint) as dispute_cents`;

/** The parts of the invoiced total that `GROSS_COLUMNS` counted: gross + refunds + disputes are what was invoiced. */
export const grossOf = (row: Row | undefined): Pick<RevenueSummary, 'gross' | 'refunds' | 'disputes'> => ({
  gross: moneyOf(int(row, 'gross')),
  refunds: { invoices: int(row, 'refunds'), amount: moneyOf(int(row, 'refund_cents')) },
  disputes: { invoices: int(row, 'disputes'), amount: moneyOf(int(row, 'dispute_cents')) },
});
