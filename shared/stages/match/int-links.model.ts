import { defineModel } from '../../sql/model';
import { sql } from '../../sql/sql';
import { intLinkCandidates } from './int-link-candidates.model';

/**
 * The links that count, once per link setting: *strict* needs both keys, *linked* takes one key too.
 * A conflict counts for nobody.
 */
export const intLinks = defineModel({
  name: 'int_links',
  title: 'Links by setting',
  description: 'Which identity counts for which delivered lead under each link setting.',
  grain: 'one row per link setting, identity and delivered lead',
  key: ['link_setting', 'identity_id', 'lead_id'],
  columns: {
    link_setting: { type: 'VARCHAR', description: 'strict or linked.' },
    identity_id: { type: 'INTEGER', description: 'The identity.' },
    lead_id: { type: 'INTEGER', description: 'The delivered lead.' },
  },
  select: () => sql`
select 'linked' as link_setting, identity_id, lead_id from ${intLinkCandidates} where tier in ('both', 'email_only', 'phone_only')
union all
select 'strict', identity_id, lead_id from ${intLinkCandidates} where tier = 'both'`,
});
