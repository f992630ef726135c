import { raw, sql, type Sql } from '../../sql/sql';
import { srcZoneOffsets } from './src-zone-offsets';

export interface ZoneParameters {
  /** Services whose time zone the project sets. */
  readonly zonedSources: readonly string[];
}

/** Whether a time has more than its day: exports that know days alone are read as midnight. */
export const hasTime = (time: Sql): Sql => sql`${time} <> cast(cast(${time} as date) as timestamp)`;

/** Joins the clock of its service to a record `t`. @param at its time, as written */
export const clockJoin = ({ zonedSources }: ZoneParameters, at: Sql): Sql =>
  zonedSources.length === 0
    ? raw('')
    : sql`asof left join ${srcZoneOffsets} z on z.source = t.source and z.local_from <= ${at}`;

/**
 * The moment of a record `t` in UTC, where its time is known and with it how far its clock is ahead: as the record or the
 * header of its column says, else as the project sets it for the service. An hour that a clock shows twice is the later one.
 * Goes with `clockJoin`.
 */
export const momentOf = ({ zonedSources }: ZoneParameters, at: Sql): Sql =>
  sql`case when ${hasTime(at)} then ${at} - to_minutes(${zonedSources.length === 0 ? raw('t.utc_offset') : raw('coalesce(t.utc_offset, z.utc_offset)')}) end`;

export const MOMENT_COLUMN = {
  type: 'TIMESTAMP',
  label: 'Moment (UTC)',
  description:
    'The time in UTC; null where the export has a day alone, or neither it nor the project says the time zone.',
} as const;
