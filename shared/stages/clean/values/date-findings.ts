import type { Finding } from '../../../domain/finding';
import type { SourceId } from '../../../domain/source';
import type { DateDecision } from './date-order';
import { finding } from '../../../domain/finding-builder';
import { say } from '../../../domain/sentence';

/** The order of day and month in words. */
export const orderName = (order: DateDecision['order']): string =>
  order === 'MDY' ? 'month first (MM/DD/YYYY)' : 'day first (DD/MM/YYYY)';

/** Every date of a column can be read in two ways, and the profile decided. */
export const ambiguousDate = (
  source: SourceId,
  column: string,
  decision: DateDecision,
  files: readonly string[],
): Finding =>
  finding({
    code: 'ambiguous_date',
    severity: decision.by === 'usage' ? 'info' : 'warning',
    source,
    column,
    files,
    message:
      decision.by === 'usage'
        ? say`Column ${column}: every date can be read with the month or the day first. They were read ${orderName(decision.order)}, as is usual in the language of the header or for dates with dots.`
        : decision.isMixed
          ? say`Column ${column}: as many dates fit with the month first alone as with the day first alone. They were read ${orderName(decision.order)}; those that do not fit are no dates, and those that fit both may be wrong. Export the column in one order.`
          : say`Column ${column}: every date can be read with the month or the day first. They were read ${orderName(decision.order)}, the profile's default.`,
  });
