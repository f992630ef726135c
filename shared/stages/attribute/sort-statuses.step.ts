import { LEAD_STATUS_GROUPS, QUALIFIED } from '../../domain/lead-status-groups';
import { groupLabelOf } from '../../domain/word-groups';
import { int, queryRows, requiredText } from '../../sql/records';
import { sql } from '../../sql/sql';
import { defineStep } from '../../sql/stage';
import { dimPerson } from '../dedup/dim-person.model';
import { leadStatusChoice } from './attribute-parameters';
import { srcLeadStatuses } from './src-lead-statuses';

const LABEL = LEAD_STATUS_GROUPS.find(({ group }) => group === QUALIFIED)?.label;

/** Which statuses of leads are qualified: by the groups that are known, and what the project chose over them. */
export const sortStatuses = defineStep({
  name: 'sort_lead_statuses',
  title: 'Sorting statuses of leads',
  reads: [dimPerson],
  takes: [leadStatusChoice],
  writes: [srcLeadStatuses],
  size: 'groups',
  run: async ({ workspace, signal, get }) => {
    const chosen = get(leadStatusChoice);
    const rows = await queryRows(
      workspace,
      sql`select status, cast(count(*) as integer) as people from ${dimPerson}
        where status is not null group by 1 order by people desc, status`,
      signal,
    );
    const statuses = rows.map((row) => requiredText(row, 'status'));
    const people = rows.map((row) => int(row, 'people'));
    const labels = statuses.map((status) => groupLabelOf(status, LEAD_STATUS_GROUPS, chosen));
    await workspace.fill(srcLeadStatuses, JSON.stringify([statuses, people, labels]), async (into) => {
      if (statuses.length === 0) return;
      await into.append({
        status: { type: 'text', values: statuses },
        people: { type: 'integer', values: people },
        word_group: { type: 'text', values: labels },
        is_qualified: { type: 'integer', values: labels.map((label) => Number(label === LABEL)) },
      });
    });
  },
});
