import type { DeliveredRecord, Price } from '../plain/leads/facts';
import { writeCsv, writeParquet } from '../table';
import type { Person } from './crm-lives';
import type { Dice } from './dice';
import type { WorldFile } from './world';

const RATES: Readonly<Record<string, number>> = { USD: 1, MXN: 17, COP: 4200 };

/** Cents at a rate of whole units, rounded once, half up. */
const centsAt = (cents: number, rate: number): number => Math.floor((2 * cents + rate) / (2 * rate));

export function priceOf(cents: number, currency: string): Price {
  const rate = RATES[currency];
  return {
    written: (cents / 100).toFixed(2),
    currency,
    cents: rate === undefined ? null : centsAt(cents, rate),
  };
}

/** The exports of delivered leads, with what they say. */
export function writeDelivered(
  leads: readonly (Person & { readonly id: string })[],
  dice: Dice,
): {
  readonly records: readonly DeliveredRecord[];
  readonly files: readonly WorldFile[];
  readonly hasPrices: boolean;
} {
  const hasPrices = dice.is(0.6);
  const currencies = dice.pick([null, ['USD'], ['USD', 'MXN'], ['USD', 'COP', 'SEK']]);
  const again = dice.rate(0.2);
  const noId = dice.rate(0.05);
  const names = dice.is(0.2)
    ? ['leads/a.csv', 'leads/b.csv']
    : [dice.pick(['leads.csv', 'leads/leads.parquet'])];
  const parts = names.map((_, part) => leads.filter((__, i) => i % names.length === part));
  const records: DeliveredRecord[] = [];
  const files = names.map((path, part): WorldFile => {
    const own: { readonly record: DeliveredRecord; readonly cells: readonly string[] }[] = [];
    const add = (lead: Person & { readonly id: string }): void => {
      const currency = currencies === null ? 'USD' : dice.pick(currencies);
      const price = hasPrices && !dice.is(0.05) ? priceOf(dice.int(100, 99_999), currency) : null;
      const isNobodys = dice.is(noId);
      const record = {
        file: path,
        leadId: isNobodys ? null : lead.id,
        email: lead.email,
        phone: lead.phone,
        price,
      };
      own.push({
        record,
        cells: [
          isNobodys ? '' : lead.id,
          lead.email ?? '',
          lead.phone ?? '',
          ...(hasPrices ? [price?.written ?? '', ...(currencies === null ? [] : [currency])] : []),
        ],
      });
    };
    for (const lead of parts[part] ?? []) add(lead);
    for (const lead of leads) if (dice.is(again)) add(lead);
    records.push(...own.map(({ record }) => record));
    const header = [
      ...['lead_uuid', 'email_hash', 'phone_hash'],
      ...(hasPrices ? ['price', ...(currencies === null ? [] : ['currency'])] : []),
    ];
    const table = { header, records: own.map(({ cells }) => cells) };
    return {
      path,
      source: 'delivered_leads',
      bytes: path.endsWith('.parquet') ? writeParquet(table) : writeCsv(table),
      records: own.length,
      separators: 0,
      rejected: own.filter(({ record }) => record.leadId === null).length,
      cellIssues: 0,
    };
  });
  return { records, files: files.filter(({ records: count }) => count > 0), hasPrices };
}
