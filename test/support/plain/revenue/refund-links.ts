import type { Merge } from './invoice-merges';
import type { JudgedRecord } from './invoice-records';
import { byPlace, compare } from './order';

/**
 * The sale that a refund takes back from: of the invoice that it names (or a payment of it), else of the charge, else of
 * the customer by id or e-mail: there one that counts, is not younger and is great enough. Of several one that counts,
 * of just this amount, else great enough, else the latest. A refund whose best sale does not count takes back nothing.
 */
export function refundLinks(
  records: readonly JudgedRecord[],
  merges: ReadonlyMap<JudgedRecord, Merge>,
): ReadonlyMap<JudgedRecord, JudgedRecord> {
  const sales = records.filter(
    (record) => record.type === 'sale' && (merges.get(record)?.as ?? 'payment') === 'payment',
  );
  const centsOf = (sale: JudgedRecord): number | null => sale.amount?.cents ?? null;
  const isCounted = (sale: JudgedRecord): boolean => sale.isInvoiced && centsOf(sale) !== null;
  const isNamed = (a: string | null, b: string | null): boolean => a !== null && a === b;
  const links = new Map<JudgedRecord, JudgedRecord>();
  for (const refund of records) {
    if (refund.type !== 'refund' || !refund.isInvoiced || merges.has(refund) || refund.refunded === null)
      continue;
    const taken = refund.refunded + (refund.disputed ?? 0);
    const ofCustomer = (sale: JudgedRecord): boolean =>
      isCounted(sale) &&
      (centsOf(sale) ?? 0) >= taken &&
      (sale.at === null || refund.at === null || sale.at.slice(0, 10) <= refund.at.slice(0, 10));
    const ways: readonly ((sale: JudgedRecord) => boolean)[] = [
      (sale) => isNamed(sale.id, refund.ofInvoice),
      (sale) => isNamed(sale.ofInvoice, refund.ofInvoice),
      (sale) => isNamed(sale.id, refund.charge),
      (sale) => isNamed(sale.charge, refund.charge),
      (sale) => isNamed(sale.uid, refund.uid) && ofCustomer(sale),
      (sale) => isNamed(sale.email, refund.email) && ofCustomer(sale),
    ];
    const found = ways.map((way) => sales.filter(way)).find((of) => of.length > 0) ?? [];
    const is = (holds: boolean): number => (holds ? 0 : 1);
    const intoOf = (sale: JudgedRecord): JudgedRecord => merges.get(sale)?.into ?? sale;
    const [best] = [...found].sort(
      (a, b) =>
        is(isCounted(a)) - is(isCounted(b)) ||
        is(centsOf(a) === taken) - is(centsOf(b) === taken) ||
        is((centsOf(a) ?? 0) >= taken) - is((centsOf(b) ?? 0) >= taken) ||
        compare(b.at?.slice(0, 10) ?? '', a.at?.slice(0, 10) ?? '') ||
        byPlace(intoOf(a), intoOf(b)),
    );
    if (best && isCounted(best)) links.set(refund, intoOf(best));
  }
  return links;
}
