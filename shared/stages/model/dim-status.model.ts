import { uuid5 } from '../../sql/dialect';
import { defineModel } from '../../sql/model';
import { raw, sql } from '../../sql/sql';
import { srcCrmRanges } from '../clean/crm/src-crm-snapshots';
import { srcCrmValues } from '../clean/crm/src-crm-values';

/** Dispositions and job statuses as the CRM reports pair them. */
export const dimStatus = defineModel({
  name: 'dim_status',
  title: 'Statuses',
  description: 'Pairs of disposition and job status that occur in the CRM reports.',
  grain: 'one row per disposition and job status',
  key: ['status_id'],
  shown: { grid: 400, star: 40 },
  materialized: 'view',
  columns: {
    status_id: {
      type: 'VARCHAR',
      kind: 'hash',
      label: 'Status id',
      description: 'Deterministic id of the pair.',
    },
    disposition: { type: 'VARCHAR', description: 'Disposition.' },
    job_status: { type: 'VARCHAR', label: 'Job status', description: 'Job status.' },
  },
  select: () => sql`
with statuses as (select distinct disposition, job_status from ${srcCrmValues} semi join ${srcCrmRanges} using (state_id))
select ${uuid5(raw("concat_ws(chr(31), coalesce(disposition, ''), coalesce(job_status, ''))"))} as status_id, disposition, job_status
from statuses`,
});
