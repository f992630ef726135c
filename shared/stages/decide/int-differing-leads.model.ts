import { defineModel } from '../../sql/model';
import { sql } from '../../sql/sql';
import { intLinkProbabilities } from '../match/int-link-probabilities.model';
import { srcLinkDecisions } from './src-link-decisions';

/** Delivered leads whose links are not those of *linked*: the outcomes of all others are the same and computed once. */
export const intDifferingLeads = defineModel({
  name: 'int_differing_leads',
  title: 'Leads whose links differ',
  description: 'Delivered leads that have other links under a setting than under linked.',
  grain: 'one row per link setting and delivered lead that differs from linked',
  key: ['link_setting', 'lead_id'],
  columns: {
    link_setting: { type: 'VARCHAR', description: 'strict or likely.' },
    lead_id: { type: 'INTEGER', description: 'The delivered lead.' },
  },
  select: () => sql`
with undecided as (
  select lead_id, tier <> 'conflict' as is_linked, is_strict, is_likely from ${intLinkProbabilities}
  where not (is_strict and is_likely) and identity_id not in (select identity_id from ${srcLinkDecisions})
)
select distinct 'strict' as link_setting, lead_id from undecided where is_linked <> is_strict
union all
select distinct 'likely', lead_id from undecided where is_linked <> is_likely`,
});
