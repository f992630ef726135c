import type { SourceId } from './source';

/** What the user said of all files with the same columns. */
export interface ColumnMapping {
  /** The header, in any order. */
  readonly headers: readonly string[];
  readonly source: SourceId;
  /** Canonical field → column; `null` takes a field's column away. */
  readonly mapping: Readonly<Record<string, string | null>>;
  /** In what amounts are written. Absent: as the layout says. */
  readonly unit?: 'major' | 'minor' | undefined;
  /** Name → column that no field uses and that is kept. */
  readonly dimensions?: Readonly<Record<string, string>> | undefined;
}

const keyOf = (headers: readonly string[]): string => JSON.stringify([...headers].sort());

/** Whether two headers have the same columns, in whatever order. */
export const isSameHeader = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && keyOf(one) === keyOf(other);

/**
 * What the user said of files with this header.
 * @param source what the file is found to be; null where nothing decides
 * @returns null where nothing was said, or of another source alone, or of several where nothing decides
 */
export function mappingFor(
  mappings: readonly ColumnMapping[],
  headers: readonly string[],
  source: SourceId | null,
): ColumnMapping | null {
  const said = mappings.filter((mapping) => isSameHeader(mapping.headers, headers));
  if (source !== null) return said.find((mapping) => mapping.source === source) ?? null;
  return said.length === 1 ? (said[0] ?? null) : null;
}

/** With what is said anew of a header and source in place of what was said of it, the columns of both together. */
export function withMapping(
  mappings: readonly ColumnMapping[],
  said: ColumnMapping,
): readonly ColumnMapping[] {
  const isOfIt = (mapping: ColumnMapping): boolean =>
    mapping.source === said.source && isSameHeader(mapping.headers, said.headers);
  const before = mappings.find(isOfIt);
  const unit = said.unit ?? before?.unit;
  const dimensions = said.dimensions ?? before?.dimensions;
  return [
    ...mappings.filter((mapping) => !isOfIt(mapping)),
    {
      ...said,
      mapping: { ...before?.mapping, ...said.mapping },
      ...(unit !== undefined && { unit }),
      ...(dimensions !== undefined && { dimensions }),
    },
  ];
}

/** With the unit of the amounts of a header and source said, or, where it is null, no longer said. */
export function withUnit(
  mappings: readonly ColumnMapping[],
  headers: readonly string[],
  source: SourceId,
  unit: 'major' | 'minor' | null,
): readonly ColumnMapping[] {
  if (unit !== null) return withMapping(mappings, { headers, source, mapping: {}, unit });
  return mappings.map((mapping) => {
    if (mapping.source !== source || !isSameHeader(mapping.headers, headers)) return mapping;
    const { unit: _, ...rest } = mapping;
    return rest;
  });
}

/** Without what was said of a header. */
export const withoutMapping = (
  mappings: readonly ColumnMapping[],
  headers: readonly string[],
): readonly ColumnMapping[] => mappings.filter((mapping) => !isSameHeader(mapping.headers, headers));
