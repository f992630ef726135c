import { defineTable } from '../../sql/model';

/** Raw phone numbers in the forms in which they may have been hashed. Empty where no side has raw numbers. */
export const srcPhoneForms = defineTable({
  name: 'src_phone_forms',
  title: 'Phone forms',
  description: 'Raw phone numbers of either side, normalised.',
  grain: 'one row per distinct raw phone number',
  key: ['as_written'],
  columns: {
    as_written: { type: 'VARCHAR', description: 'The number as it stands in the data.' },
    written_digits: { type: 'VARCHAR', description: 'Its digits alone.' },
    zeros: { type: 'VARCHAR', description: 'E.164 with 00 for the plus sign.' },
    e164: { type: 'VARCHAR', description: 'E.164 with its plus sign.' },
    digits: { type: 'VARCHAR', description: 'E.164 without the plus sign.' },
    national: { type: 'VARCHAR', description: 'National significant number.' },
  },
});
