import { sql } from '../../sql/sql';
import { srcCrmRanges } from '../clean/crm/src-crm-snapshots';
import { srcCrmValues } from '../clean/crm/src-crm-values';

/** The identities of the reports with their keys as reported, before it is known how these are compared. */
export const crmIdentities = sql`(select distinct identity_id, email_key, phone_key from ${srcCrmValues} semi join ${srcCrmRanges} using (state_id))`;
