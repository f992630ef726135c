import { defineTable } from '../../sql/model';

/** Raw phone numbers in the forms in which they may have been hashed. Empty where no side has raw numbers. */
export const srcPhoneForms = defineTable({
  name: 'src_phone_forms',
  title: 'Phone forms',
  description: 'Raw phone numbers of either side, normalised.',
  grain: 'one row per distinct raw phone number',
  key: ['written'],
  columns: {
    written: { type: 'VARCHAR', description: 'The number as it stands in the data.' },
    e164: { type: 'VARCHAR', description: 'E.164 with its plus sign.' },
    digits: { type: 'VARCHAR', description: 'E.164 without the plus sign.' },
    national: { type: 'VARCHAR', description: 'National significant number.' },
  },
});
