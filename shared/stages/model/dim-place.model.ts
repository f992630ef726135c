import { uuid5 } from '../../sql/dialect';
import { defineModel } from '../../sql/model';
import { raw, sql } from '../../sql/sql';
import { srcCrmRanges } from '../clean/crm/src-crm-snapshots';
import { srcCrmValues } from '../clean/crm/src-crm-values';

/** Places as the CRM names them; cities compare case-folded, the spelling shown is one that occurs. */
export const dimPlace = defineModel({
  name: 'dim_place',
  title: 'Places',
  description: 'State and city of the CRM leads.',
  grain: 'one row per state and case-folded city',
  key: ['place_id'],
  shown: { grid: 390, star: 30 },
  materialized: 'view',
  columns: {
    place_id: {
      type: 'VARCHAR',
      kind: 'hash',
      label: 'Place id',
      description: 'Deterministic id of the place.',
    },
    state: { type: 'VARCHAR', description: 'State.' },
    city: { type: 'VARCHAR', description: 'City.' },
  },
  select: () => sql`
with places as (
  select state, lower(city) as city_key, max(city) as city from ${srcCrmValues} semi join ${srcCrmRanges} using (state_id) group by all
)
select ${uuid5(raw("concat_ws(chr(31), coalesce(state, ''), coalesce(city_key, ''))"))} as place_id, state, city from places`,
});
