import type { FindingCode } from './finding';

const NAMES: { readonly [C in FindingCode]: string } = {
  dead_column: 'Dead column',
  schema_drift: 'Columns changed between snapshots',
  leads_vanished: 'Leads vanished',
  impossible_combination: 'Impossible combination',
  row_count_jump: 'Jump in the number of rows',
  missing_rate_jump: 'Jump in missing values',
  ambiguous_date: 'Ambiguous dates',
  ambiguous_number: 'Ambiguous numbers',
  unconverted_currency: 'Currency without a rate',
  hash_mismatch: 'Hashes do not fit',
  placeholder_hash: 'Placeholder hash',
  low_join_coverage: 'Few records join',
  source_disagreement: 'Sources disagree',
  cell_issues: 'Values that could not be read',
  rejected_records: 'Records that could not be read',
  duplicate_file: 'Same file twice',
  duplicate_key: 'Key used twice',
  duplicate_people: 'People more than once',
  unusable_file: 'Unusable file',
  unknown_file: 'File not recognised',
  missing_source: 'A source is missing',
  unmapped_column: 'Column without a mapping',
  snapshot_order: 'Order of the snapshots',
  facts_differ_between_files: 'Files contradict each other',
  empty_file: 'Empty file',
  currency_assumed: 'Currency assumed',
  unknown_status: 'Status not known',
  blank_values: 'Blank cells',
  cost_rebuilt: 'Cost rebuilt',
  malformed_session_id: 'Malformed session ids',
  anonymous_touches: 'Events without a person',
};

/** A finding's code in plain words. */
export const findingName = (code: FindingCode): string => NAMES[code];
