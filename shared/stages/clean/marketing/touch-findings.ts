import { sourceOf } from '../../../domain/source';
import { finding, rowsOf } from '../../../domain/finding-builder';
import { agree, count, plural, say } from '../../../domain/sentence';
import type { Finding } from '../../../domain/finding';
import { sql } from '../../../sql/sql';
import { stgTouches } from './stg-touches.model';
import { FILES, filesOf, titleIn, type Profiles, type Read } from './finding-rows';

/** Sessions and events whose ids are malformed. */
export async function findTouches(read: Read, profiles: Profiles): Promise<readonly Finding[]> {
  const counts = await read(sql`
with files as (
  select source, file, count(*) as records, count(*) filter (is_malformed_session) as malformed
  from ${stgTouches} group by source, file
)
select source, cast(sum(records) as integer), cast(sum(malformed) as integer), ${FILES}
from files group by source order by source`);
  return counts.flatMap(([source, records, malformed, files]) => {
    const of = { source: sourceOf(source), files: filesOf(files) };
    const all = { label: 'Records', value: count(Number(records)) };
    return [
      ...(Number(malformed) > 0
        ? [
            finding({
              code: 'malformed_session_id',
              severity: 'info',
              column: 'session_id',
              ...of,
              message: say`${titleIn(profiles, source)}: ${plural(Number(malformed), 'session id')} ${agree(Number(malformed), 'is', 'are')} malformed (\`sess_…\`). These sessions count, but are not compared with those of other tools.`,
              evidence: [all, { label: 'Malformed ids', value: count(Number(malformed)) }],
              rows: rowsOf(stgTouches, { source: String(source), is_malformed_session: true }),
            }),
          ]
        : []),
    ];
  });
}
