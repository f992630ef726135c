import type { SourceKind } from '../../domain/source-registry';
import { headerKey } from './header-key';
import { UNUSED_TABLES, type UnusedTable } from './unused-tables';

const KEYED = UNUSED_TABLES.map((table) => ({
  table,
  headers: table.headers.map((group) => group.map(headerKey)),
  unless: table.unless.map(headerKey),
}));

/**
 * The table of a service that headers show and that answers nothing, though it has columns that people, events or
 * invoices have too.
 * @param kind what it would be read as; null: as nothing
 * @param namesCampaigns whether it would be read with a column for campaigns
 */
export function unusedTable(
  headers: readonly string[],
  kind: SourceKind | null,
  namesCampaigns: boolean,
): UnusedTable | null {
  const keys = new Set(headers.map(headerKey));
  const found = KEYED.find(
    (known) =>
      known.headers.some((group) => group.every((key) => keys.has(key))) &&
      !known.unless.some((key) => keys.has(key)),
  )?.table;
  if (found === undefined || (kind !== null && !found.not.includes(kind))) return null;
  return kind !== null && found.isUsedWithCampaign && namesCampaigns ? null : found;
}
