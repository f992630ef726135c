import { platformOf, sourcesOf } from '../domain/source';
import type { SourceKind } from '../domain/source-registry';
import { join, lit, raw, sql, type Sql } from './sql';

const casesOf = (source: Sql, kind: SourceKind, then: (of: string, place: number) => Sql): Sql =>
  sql`case ${source} ${join(
    sourcesOf(kind).map((of, place) => sql`when ${lit(of)} then ${then(platformOf(of), place)}`),
    raw(' '),
  )} end`;

/** The service that a source of a kind comes from, as the registry names it. */
export const platformOfSource = (source: Sql, kind: SourceKind): Sql =>
  casesOf(source, kind, (platform) => lit(platform));

/** The place of a source among those of its kind: 1 is believed first. */
export const placeOfSource = (source: Sql, kind: SourceKind): Sql =>
  casesOf(source, kind, (_, place) => lit(place + 1));
