import { tzOffset, tzScan } from '@date-fns/tz';
import { commas, lit, sql } from '../../sql/sql';
import { defineStep } from '../../sql/stage';
import { timeZones } from './attribute-parameters';
import { srcZoneOffsets } from './src-zone-offsets';

/** Times of exports lie between these. */
const FIRST = new Date('1990-01-01T00:00:00Z');
const LAST = new Date('2050-01-01T00:00:00Z');
const LONG_AGO = Date.UTC(1900, 0, 1);
const MINUTE = 60_000;

/** From when on, on its own clock, a zone is how far ahead of UTC: times in milliseconds, offsets in minutes. */
export function clockOf(zone: string): readonly { readonly localFrom: number; readonly offset: number }[] {
  return [
    { localFrom: LONG_AGO, offset: tzOffset(zone, FIRST) },
    ...tzScan(zone, { start: FIRST, end: LAST }).map(({ date, offset }) => ({
      localFrom: date.getTime() + offset * MINUTE,
      offset,
    })),
  ];
}

/** Sets down how far ahead of UTC the clocks of the services are whose time zone the project sets. */
export const setClocks = defineStep({
  name: 'set_clocks',
  title: 'Setting the clocks of exports',
  takes: [timeZones],
  writes: [srcZoneOffsets],
  size: 'constant',
  run: async ({ workspace, get }) => {
    const rows = Object.entries(get(timeZones)).flatMap(([source, zone]) =>
      clockOf(zone).map((change) => ({ source, ...change })),
    );
    await workspace.fill(srcZoneOffsets, JSON.stringify(rows), async (into) => {
      if (rows.length === 0) return;
      const values = rows.map(
        ({ source, localFrom, offset }) =>
          sql`(${lit(source)}, cast(${lit(new Date(localFrom).toISOString().slice(0, 19))} as timestamp), ${lit(offset)})`,
      );
      await into.insert(
        sql`select * from (values ${commas(values)}) as clock(source, local_from, utc_offset)`,
      );
    });
  },
});
