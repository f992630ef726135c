import type { Columns } from './model';

/** By what leads of one tool are compared, and people by their e-mail. */
export const LEAD_KEY_COLUMNS = {
  lead_key: {
    type: 'VARCHAR',
    kind: 'hash',
    description: 'Id by which leads of a tool are compared; null where it stands for nobody.',
  },
  email_key: {
    type: 'VARCHAR',
    kind: 'hash',
    description: 'E-mail by which people are compared; null where it is none, or stands for nobody.',
  },
} as const satisfies Columns;

/** What tells people apart beside ids and e-mails: as written, null where the export has no such column. */
export const PERSON_TRAIT_COLUMNS = {
  first_name: { type: 'VARCHAR', label: 'First name', description: 'First name as written.' },
  last_name: { type: 'VARCHAR', label: 'Last name', description: 'Last name as written.' },
  full_name: { type: 'VARCHAR', label: 'Full name', description: 'First and last name in one, as written.' },
  phone: { type: 'VARCHAR', label: 'Phone', description: 'Phone number as written.' },
  city: { type: 'VARCHAR', label: 'City', description: 'City as written.' },
  company: { type: 'VARCHAR', label: 'Company', description: 'Company as written.' },
  country: { type: 'VARCHAR', label: 'Country', description: 'Country as written.' },
  born_on: { type: 'VARCHAR', label: 'Date of birth', description: 'Date of birth as written.' },
} as const satisfies Columns;
