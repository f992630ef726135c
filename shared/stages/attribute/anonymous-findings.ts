import { finding, rowsOf } from '../../domain/finding-builder';
import type { Finding } from '../../domain/finding';
import { agree, count, plural, say } from '../../domain/sentence';
import { sourceOf } from '../../domain/source';
import { int, queryRows, text, type Row } from '../../sql/records';
import { sql } from '../../sql/sql';
import { defineFindings } from '../../sql/stage';
import type { Workspace } from '../../sql/workspace';
import { PROFILES } from '../classify/profile';
import { stgTouches } from '../clean/marketing/stg-touches.model';
import { fctTouches } from './fct-touches.model';
import { intIdentifiedIds } from './int-identified-ids.model';

const titleOf = (row: Row): string => {
  const source = sourceOf(text(row, 'source'));
  return source === null ? '' : PROFILES[source].title;
};

const partsOf = (row: Row, column: string) =>
  ({
    severity: 'info',
    column,
    source: sourceOf(text(row, 'source')),
    files: String(row['files'] ?? '').split('\n'),
  }) as const;

/** Sessions and events that name no person, and those that belong to one by their anonymous id. */
async function findAnonymous(workspace: Workspace, signal?: AbortSignal): Promise<readonly Finding[]> {
  const anonymous = await queryRows(
    workspace,
    sql`
with files as (
  select source, file, count(*) as records, count(*) filter (user_uid is null and no_touch_reason = 'anonymous') as anonymous
  from ${fctTouches} group by source, file
)
select source, cast(sum(records) as integer) as records, cast(sum(anonymous) as integer) as anonymous,
  string_agg(file, chr(10) order by file) as files
from files group by source having sum(anonymous) > 0 order by source`,
    signal,
  );
  const identified = await queryRows(
    workspace,
    sql`
with visits as (
  select t.source, t.file, i.users, i.anonymous_key from ${stgTouches} t join ${intIdentifiedIds} i
    on i.source = t.source and i.anonymous_key = case when t.person_key is null or t.person_key = '$device:' || t.anonymous_key then t.anonymous_key else t.person_key end
)
select source, cast(count(*) filter (users = 1) as integer) as joined, cast(count(distinct anonymous_key) filter (users = 1) as integer) as ids,
  cast(count(*) filter (users > 1) as integer) as shared, cast(count(distinct anonymous_key) filter (users > 1) as integer) as shared_ids,
  string_agg(distinct file, chr(10) order by file) as files
from visits group by source order by source`,
    signal,
  );
  return [
    ...anonymous.map((row) => {
      const n = int(row, 'anonymous');
      return finding({
        code: 'anonymous_touches',
        ...partsOf(row, 'user_uid'),
        message: say`${titleOf(row)}: ${plural(n, 'record')} of ${count(int(row, 'records'))} ${agree(n, 'names', 'name')} no person. They count in totals and are credited with nothing.`,
        evidence: [
          { label: 'Records', value: count(int(row, 'records')) },
          { label: 'Anonymous', value: count(n) },
        ],
        rows: rowsOf(fctTouches, {
          source: String(row['source']),
          user_uid: null,
          no_touch_reason: 'anonymous',
        }),
      });
    }),
    ...identified.flatMap((row) => {
      const [joined, shared, sharedIds] = [int(row, 'joined'), int(row, 'shared'), int(row, 'shared_ids')];
      return [
        ...(joined === 0
          ? []
          : [
              finding({
                code: 'identified_touches',
                ...partsOf(row, 'anonymous_uid'),
                message: say`${titleOf(row)}: ${plural(joined, 'record')} of ${plural(int(row, 'ids'), 'anonymous id')} ${agree(joined, 'belongs', 'belong')} to the ${agree(int(row, 'ids'), 'user who was identified by it', 'users who were identified by them')}, and ${agree(joined, 'counts', 'count')} as theirs.`,
              }),
            ]),
        ...(shared === 0
          ? []
          : [
              finding({
                code: 'identified_touches',
                ...partsOf(row, 'anonymous_uid'),
                severity: 'warning',
                message: say`${titleOf(row)}: ${plural(sharedIds, 'anonymous id')} ${agree(sharedIds, 'has', 'have')} several users, such as a shared device. ${plural(shared, 'record')} of ${agree(sharedIds, 'it', 'them')} without a user ${agree(shared, 'joins', 'join')} none of them.`,
                rows: rowsOf(intIdentifiedIds, { source: String(row['source']), person_key: null }),
              }),
            ]),
      ];
    }),
  ];
}

export const anonymousFindings = defineFindings({
  name: 'anonymous_findings',
  title: 'Sessions and events without a person, and visitors who were identified',
  reads: [stgTouches, fctTouches, intIdentifiedIds],
  find: ({ workspace, signal }) => findAnonymous(workspace, signal),
});
