import { finding, rowsOf } from '../../domain/finding-builder';
import { agree, count, file, plural, say } from '../../domain/sentence';
import { serviceName, sourceOf } from '../../domain/source';
import { int, queryRows } from '../../sql/records';
import { sql } from '../../sql/sql';
import { defineFindings } from '../../sql/stage';
import { fctTouches } from './fct-touches.model';

/** Events without an id that two exports of a tool hold: they count once, and that is taken from all else being equal. */
export const touchCopiesFindings = defineFindings({
  name: 'touch_copies_findings',
  title: 'Events in two exports',
  reads: [fctTouches],
  find: async ({ workspace, signal }) => {
    const rows = await queryRows(
      workspace,
      sql`
select source, file, cast(count(*) as integer) as events from ${fctTouches} where no_touch_reason = 'copied_event'
group by source, file order by source, file`,
      signal,
    );
    return rows.flatMap((row) => {
      const source = sourceOf(row['source']);
      if (source === null) return [];
      const [path, n] = [String(row['file']), int(row, 'events')];
      return [
        finding({
          code: 'duplicate_key',
          severity: 'warning',
          source,
          column: 'event_on',
          files: [path],
          message: say`${serviceName(source)}: ${plural(n, 'event')} of ${file(path)} ${agree(n, 'stands', 'stand')} in another export too, with the same person, time, campaign and kind, and no event id. ${agree(n, 'It counts', 'They count')} once. Export event ids, or days that do not overlap.`,
          evidence: [{ label: 'Events', value: count(n) }],
          rows: rowsOf(fctTouches, { file: path, no_touch_reason: 'copied_event' }),
        }),
      ];
    });
  },
});
