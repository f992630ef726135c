import { defineModel } from '../../sql/model';
import { sql } from '../../sql/sql';
import { intLinkProbabilities } from '../match/int-link-probabilities.model';
import { srcLinkDecisions } from './src-link-decisions';

/**
 * The links that count, once per link setting: *strict* needs both keys, of which not both are shared by many, or a
 * reviewer who accepted; *linked* takes one key too; *likely* takes the most probable candidate where it is probable
 * enough, of conflicts too. What a reviewer settled counts as settled under each. Otherwise a conflict counts for nobody.
 */
export const intLinks = defineModel({
  name: 'int_links',
  title: 'Links by setting',
  description: 'Which identity counts for which delivered lead under each link setting.',
  grain: 'one row per link setting, identity and delivered lead',
  key: ['link_setting', 'identity_id', 'lead_id'],
  columns: {
    link_setting: { type: 'VARCHAR', description: 'strict, linked or likely.' },
    identity_id: { type: 'INTEGER', description: 'The identity.' },
    lead_id: { type: 'INTEGER', description: 'The delivered lead.' },
  },
  select: () => sql`
with undecided as (
  select identity_id, lead_id, tier, is_strict, is_likely from ${intLinkProbabilities}
  where identity_id not in (select identity_id from ${srcLinkDecisions})
)
select 'linked' as link_setting, identity_id, lead_id from undecided where tier in ('both', 'email_only', 'phone_only')
union all
select 'strict', identity_id, lead_id from undecided where is_strict
union all
select 'likely', identity_id, lead_id from undecided where is_likely
union all
select s.link_setting, d.identity_id, d.lead_id from ${srcLinkDecisions} d, (values ('linked'), ('strict'), ('likely')) s(link_setting)
where d.lead_id is not null`,
});
