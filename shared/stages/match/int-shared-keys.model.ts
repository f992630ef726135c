import { defineModel } from '../../sql/model';
import { lit, sql } from '../../sql/sql';
import { intKeyFrequencies } from './int-key-frequencies.model';

export interface SharedKeyParameters {
  /** Different people on one side from which a key is shared: CRM leads, or partner keys of the other kind. */
  readonly sharedKeyHolders: number;
}

/**
 * One person is delivered again and again under the same two keys, so deliveries alone must be more before they speak
 * of different people.
 */
const DELIVERIES_PER_HOLDER = 2;

/** Keys that many share on either side: dummy e-mails, phones of a call centre. By themselves they link nobody for sure. */
export const intSharedKeys = defineModel<SharedKeyParameters>({
  name: 'int_shared_keys',
  title: 'Shared keys',
  description:
    'Key values that many CRM leads, many delivered leads, or many partner keys of either side share.',
  grain: 'one row per key and value',
  key: ['key_name', 'key_value'],
  shown: { grid: 560 },
  columns: intKeyFrequencies.columns,
  example: { sharedKeyHolders: 2 },
  select: ({ sharedKeyHolders }) => sql`
select key_name, key_value, crm_leads, delivered_leads, partners, delivered_partners
from ${intKeyFrequencies}
where crm_leads >= ${lit(sharedKeyHolders)} or partners >= ${lit(sharedKeyHolders)}
  or delivered_partners >= ${lit(sharedKeyHolders)} or delivered_leads >= ${lit(sharedKeyHolders * DELIVERIES_PER_HOLDER)}`,
});
