import { createHash } from 'node:crypto';
import type { RunOutcome } from '../../shared/contract/run';
import type { LeadQualitySummary } from '../../shared/contract/summary';
import type { Finding } from '../../shared/domain/finding';
import { EN_US, write } from '../../shared/domain/sentence';
import { writeExports, type Exports } from './variants';
import type { Table } from './table';

const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex');

/** Values that no list of placeholders knows. */
const DUMMIES = { email: sha1('someone@client.example'), phone: sha1('+13125550911') } as const;
export type DummyKey = keyof typeof DUMMIES;
export type DummySide = 'delivered' | 'crm';

/** Exports in which some leads have dummies in place of their keys. */
export interface Planted {
  readonly files: Readonly<Record<string, Uint8Array>>;
  readonly keys: readonly DummyKey[];
  /** Leads that got them, by side. */
  readonly leads: Readonly<Record<DummySide, number>>;
}

const columnOf = ({ header }: Table, pattern: RegExp): number =>
  header.findIndex((name) => pattern.test(name));
const ID = { delivered: /uuid/i, crm: /^lead_?number$/i } as const;
const KEY = { email: /email/i, phone: /phone/i } as const;

/** So many of a thousand ids, always the same ones. */
function chosen(ids: ReadonlySet<string>, perMille: number): ReadonlySet<string> {
  const ranked = [...ids].sort((a, b) => (sha1(a) < sha1(b) ? -1 : 1));
  return new Set(ranked.slice(0, Math.round((ids.size * perMille) / 1000)));
}

const withDummies = (
  table: Table,
  side: DummySide,
  ids: ReadonlySet<string>,
  keys: readonly DummyKey[],
): Table => {
  const id = columnOf(table, ID[side]);
  const dummies = new Map(keys.map((key) => [columnOf(table, KEY[key]), DUMMIES[key]]));
  return {
    ...table,
    records: table.records.map((row) =>
      ids.has(row[id] ?? '') ? row.map((cell, i) => dummies.get(i) ?? cell) : row,
    ),
  };
};

const idsOf = (tables: readonly Table[], side: DummySide): ReadonlySet<string> =>
  new Set(
    tables.flatMap((table) =>
      table.records.flatMap((row) => {
        const id = row[columnOf(table, ID[side])] ?? '';
        return /\d/.test(id) ? [id] : [];
      }),
    ),
  );

/** Gives so many of a thousand leads of each side dummies in place of their keys. */
export function plantDummies(
  exports: Exports,
  perMille: number,
  keys: readonly DummyKey[],
  sides: readonly DummySide[],
): Planted {
  const pick = (side: DummySide, tables: readonly Table[]): ReadonlySet<string> =>
    sides.includes(side) ? chosen(idsOf(tables, side), perMille) : new Set();
  const delivered = pick('delivered', [exports.leads]);
  const crm = pick(
    'crm',
    exports.reports.map(({ table }) => table),
  );
  return {
    files: writeExports({
      ...exports,
      leads: withDummies(exports.leads, 'delivered', delivered, keys),
      reports: exports.reports.map(({ path, table }) => ({
        path,
        table: withDummies(table, 'crm', crm, keys),
      })),
    }),
    keys,
    leads: { delivered: delivered.size, crm: crm.size },
  };
}

const LABELS: Readonly<Record<DummySide, RegExp>> = {
  delivered: /^Delivered leads$|^Their deliveries$/,
  crm: /^CRM leads$|^CRM leads with it as /,
};

/** How many leads of a side the findings name that are about a key, or about people who were delivered again. */
function namedLeads(findings: readonly Finding[], side: DummySide, key: string): number {
  const about = findings.filter(
    ({ code, evidence }) =>
      code === 'delivered_more_than_once' || evidence.some(({ value }) => write(value, EN_US).includes(key)),
  );
  const counts = about.flatMap(({ evidence }) =>
    evidence
      .filter(({ label }) => LABELS[side].test(label))
      .map(({ value }) => Number(write(value, EN_US).replaceAll(',', ''))),
  );
  return Math.max(0, ...counts);
}

/**
 * What dummies changed in silence, in words: a key whose leads no finding counts, or a number that differs by more than
 * the leads that findings name.
 */
export function unsaid(
  { findings, summary }: RunOutcome,
  before: LeadQualitySummary,
  { keys, leads }: Planted,
): readonly string[] {
  const now = summary.leadQuality;
  if (!now) return ['there are no numbers'];
  const silent = keys.flatMap((key) =>
    (['delivered', 'crm'] as const).flatMap((side) => {
      const named = namedLeads(findings, side, DUMMIES[key]);
      return named >= leads[side] ? [] : [`${key}: ${String(named)} of ${String(leads[side])} ${side} leads`];
    }),
  );
  const affected = leads.delivered + leads.crm;
  const changed = Object.entries(now.funnel).flatMap(([way, counts]) =>
    Object.entries(counts as Readonly<Record<string, number>>).flatMap(([stage, count]) => {
      const was = (before.funnel as unknown as Record<string, Record<string, number>>)[way]?.[stage] ?? 0;
      return Math.abs(count - was) <= affected ? [] : [`${way}.${stage}: ${String(was)} → ${String(count)}`];
    }),
  );
  const multiplied = findings.find(({ code }) => code === 'outcomes_multiplied');
  const surplus =
    now.funnel.ever_linked.sale > before.funnel.ever_linked.sale && multiplied?.severity !== 'error'
      ? [`sales rise from ${String(before.funnel.ever_linked.sale)} without an error`]
      : [];
  return [...silent, ...changed, ...surplus];
}

/** Each share, key and side on which dummies are planted. */
export const PLANTINGS: readonly (readonly [
  perMille: number,
  keys: readonly DummyKey[],
  sides: readonly DummySide[],
])[] = [1, 5, 20].flatMap((perMille) =>
  ([['email'], ['phone'], ['email', 'phone']] as const).flatMap((keys) =>
    ([['delivered'], ['crm'], ['delivered', 'crm']] as const).map(
      (sides) => [perMille, keys, sides] as const,
    ),
  ),
);
