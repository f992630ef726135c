import { defineModel } from '../../sql/model';
import { sql } from '../../sql/sql';
import { stgTouches } from '../clean/marketing/stg-touches.model';
import { intPersonUids } from '../dedup/int-person-uids.model';

/**
 * Whose an anonymous id is: of the one user with whom records of its tool name it, as Segment's identifies and Mixpanel's
 * `$identify` and `$create_alias` do. An id with several users, such as a shared device, is nobody's; an id that a lead
 * tool knows is a person already.
 */
export const intIdentifiedIds = defineModel({
  name: 'int_identified_ids',
  title: 'Identified visitors',
  description: 'Anonymous ids of the analytics tools with the user who was identified by them.',
  grain: 'one row per tool and anonymous id',
  key: ['source', 'anonymous_key'],
  columns: {
    source: { type: 'VARCHAR', label: 'Tool', description: 'The tool.' },
    anonymous_key: {
      type: 'VARCHAR',
      label: 'Anonymous id',
      kind: 'hash',
      description: 'Anonymous id, folded.',
    },
    person_key: {
      type: 'VARCHAR',
      label: 'Person id',
      kind: 'hash',
      description: 'Id of the user, folded; null where there are several.',
    },
    users: { type: 'INTEGER', description: 'Different users that are named with it.', notNull: true },
  },
  hasRowsWhere: () =>
    sql`select 1 from ${stgTouches} where anonymous_key is not null or alias_key is not null limit 1`,
  select: () => sql`
with said as (
  select source, anonymous_key, person_key from ${stgTouches}
  where anonymous_key <> person_key and person_key <> '$device:' || anonymous_key
  union all
  select source, person_key, alias_key from ${stgTouches} where alias_key <> person_key
)
select source, anonymous_key, case when count(distinct person_key) = 1 then min(person_key) end as person_key,
  cast(count(distinct person_key) as integer) as users
from said anti join ${intPersonUids} u on u.user_uid = said.anonymous_key group by source, anonymous_key`,
});
