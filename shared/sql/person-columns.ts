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
