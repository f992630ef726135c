import type { Invoice } from './invoices';
import { daysBetween } from './order';
import type { Touch } from './touches';

const hasTime = (at: string): boolean => !at.endsWith('00:00:00');

/**
 * A touch before the invoice: by moment where the time zone of both is known; else not after its day and, where both have a
 * time, not after that as both are written. Its day is at most the window before that of the invoice.
 */
export function leadsTo({ record }: Touch, invoice: Invoice, windowDays: number): boolean {
  const [touched, invoiced] = [record.at, invoice.record.at];
  if (touched === null || invoiced === null) return false;
  const days = daysBetween(touched, invoiced);
  if (days > windowDays) return false;
  const moment = invoice.record.moment;
  if (record.moment !== null && moment !== null) return record.moment <= moment;
  return days >= 0 && !(touched > invoiced && hasTime(touched) && hasTime(invoiced));
}

/** The touches of the person that led to a counted invoice, in their order. @param isOf which of the records count */
export const journeyOf = (
  invoice: Invoice,
  touches: readonly Touch[],
  windowDays: number,
  reason: string | null = null,
): readonly Touch[] =>
  invoice.who === null
    ? []
    : touches.filter(
        (touch) =>
          touch.reason === reason && touch.who === invoice.who && leadsTo(touch, invoice, windowDays),
      );
