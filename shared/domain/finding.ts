import type { Sentence } from './sentence';
import type { SourceId } from './source';

export const FINDING_CODES = [
  'dead_column',
  'schema_drift',
  'leads_vanished',
  'partial_snapshot',
  'reused_lead_numbers',
  'lead_number_forms',
  'several_series',
  'impossible_combination',
  'status_went_back',
  'repeated_rows',
  'row_count_jump',
  'missing_rate_jump',
  'ambiguous_date',
  'ambiguous_number',
  'unconverted_currency',
  'hash_mismatch',
  'placeholder_hash',
  'shared_key',
  'unknown_words',
  'two_columns',
  'two_fields',
  'empty_key',
  'key_never_matches',
  'delivered_more_than_once',
  'partly_priced',
  'outcomes_multiplied',
  'delivery_out_of_time',
  'low_join_coverage',
  'source_disagreement',
  'cell_issues',
  'rejected_records',
  'irregular_records',
  'total_rows',
  'repeated_header',
  'several_tables',
  'duplicate_file',
  'duplicate_key',
  'newer_state',
  'minor_units',
  'refunds_taken_back',
  'refund_without_sale',
  'marked_records',
  'invoice_lines',
  'duplicate_people',
  'unusable_file',
  'unknown_file',
  'file_not_read',
  'gone_from_server',
  'not_fetched',
  'no_header',
  'missing_source',
  'unmapped_column',
  'stages_not_told',
  'unread_outcomes',
  'swapped_stages',
  'flag_values',
  'as_header',
  'snapshot_order',
  'facts_differ_between_files',
  'empty_file',
  'currency_assumed',
  'unknown_status',
  'blank_values',
  'cost_rebuilt',
  'malformed_session_id',
  'anonymous_touches',
  'identified_touches',
  'touches_twice',
  'placeholder_campaign',
  'placeholder_person',
  'placeholder_dates',
  'spreadsheet_damage',
  'states_as_codes',
  'damaged_ids',
  'implausible_dates',
  'time_zone_unknown',
  'does_not_add_up',
  'range_report',
  'spend_not_counted',
  'spend_twice',
  'campaign_names',
] as const;

export type FindingCode = (typeof FINDING_CODES)[number];

export const SEVERITIES = ['error', 'warning', 'info'] as const;
/** `error`: numbers would be wrong. `warning`: they may mislead. `info`: good to know. */
export type Severity = (typeof SEVERITIES)[number];

export interface Repair {
  /** Stable name of the repair; accepted repairs are stored under it. */
  readonly code: string;
  /** `repair`: accepting it changes numbers. `acknowledge`: no number changes, since those that can be right are already. */
  readonly kind: 'repair' | 'acknowledge';
  /** What it does to the numbers, in plain words with both numbers. */
  readonly effect: string;
  /** The same, for the reader's locale. */
  readonly sentence: Sentence;
}

/** Something about the data that a reader of the numbers should know. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly source: SourceId | null;
  /** Canonical field, or null. */
  readonly column: string | null;
  /** Relative paths with `/`, sorted. */
  readonly files: readonly string[];
  /** As it is written on every machine. */
  readonly message: string;
  /** The same, for the reader's locale. */
  readonly sentence: Sentence;
  readonly repair: Repair | null;
  /** Measured facts behind the message, for the screen: label and value. */
  readonly evidence: readonly { readonly label: string; readonly value: Sentence }[];
  /** The table and filter that show the rows behind it, or null where there are none. */
  readonly rows: RowsReference | null;
}

/** A way to rows: a table of the catalogue of tables with equality filters. */
export interface RowsReference {
  readonly table: string;
  readonly where: readonly { readonly column: string; readonly value: string | number | boolean | null }[];
  /** Columns that have a value in those rows, whichever it is. */
  readonly filled?: readonly string[];
  /** What the finding counts where it is not the rows: the different values of a column. */
  readonly counts?: { readonly column: string; readonly label: string };
}
