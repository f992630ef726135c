import { LeadlensError } from '../domain/fault';
import { HASHINGS, type Hashing } from './hashing';

export const SCENARIOS = ['lead-quality', 'revenue', 'both'] as const;
export type Scenario = (typeof SCENARIOS)[number];

/** How much of what services and people leave in exports is planted: 0 none, 1 around the table, 2 its form, 3 its rows. */
export const MESS_LEVELS = [0, 1, 2, 3] as const;
export type MessLevel = (typeof MESS_LEVELS)[number];

/** What the keys of the CRM reports are, seen from the keys of the delivered leads. */
export const CRM_KEYS = ['same', 'md5', 'sha1', 'sha256', 'raw'] as const;
export type CrmKeys = (typeof CRM_KEYS)[number];

export interface SampleOptions {
  readonly scenario: Scenario;
  /** Delivered leads; in scenario `revenue` the people of HubSpot and Intercom; in `both` as many of either. */
  readonly leads: number;
  /** CRM report files; without meaning in scenario `revenue`. */
  readonly snapshots: number;
  /** The same seed gives the same bytes. */
  readonly seed: number;
  /** True: the same people and events without the planted mess. */
  readonly clean: boolean;
  /** Mess that changes no number, planted in the CSV files; 0 by default. `truth-mess.json` says what stands where. */
  readonly mess?: MessLevel;
  /** Keys of the delivered leads; `sha1` by default. */
  readonly hashing?: Hashing;
  /** Keys of the CRM reports; `same` by default. `raw` writes e-mails and phone numbers as people type them. */
  readonly crmKeys?: CrmKeys;
  /** True: the leads file also has the columns `email` and `phone` in clear text. */
  readonly deliveredRaw?: boolean;
  /** Days from one snapshot to the next. Default: 7 for up to 16 snapshots, 1 beyond: a long series is a daily one. */
  readonly everyDays?: number;
  /** Stripe invoices of scenario `revenue`, refunds included. Default: one for three leads. */
  readonly invoices?: number;
}

export interface SampleProgress {
  /** The file that is being written. */
  readonly file: string;
  readonly done: number;
  readonly total: number;
}

export interface SampleResult {
  /** Paths written, relative to the sink's folder, sorted. */
  readonly files: readonly string[];
  readonly bytes: number;
  /** What `truth.json` holds. */
  readonly truth: Readonly<Record<string, unknown>>;
}

export type OnSampleProgress = (progress: SampleProgress) => void;

/** Options with every default filled in. */
export type FullSampleOptions = Required<SampleOptions>;

/**
 * Checks the options and fills in the defaults.
 * @throws LeadlensError (input, `sample_options`) that names the option
 */
export function completeOptions(options: SampleOptions): FullSampleOptions {
  const full: FullSampleOptions = {
    mess: 0,
    hashing: 'sha1',
    crmKeys: 'same',
    deliveredRaw: false,
    everyDays: options.snapshots > 16 ? 1 : 7,
    invoices: Math.max(1, Math.round(options.leads / 3)),
    ...options,
  };
  whole('leads', full.leads, 1, 2_000_000);
  whole('snapshots', full.snapshots, 1, 400);
  whole('seed', full.seed, 0, 0xffffffff);
  whole('everyDays', full.everyDays, 1, 31);
  whole('invoices', full.invoices, 1, 2_000_000);
  whole('mess', full.mess, 0, 3);
  oneOf('scenario', full.scenario, SCENARIOS);
  oneOf('hashing', full.hashing, HASHINGS);
  oneOf('crmKeys', full.crmKeys, CRM_KEYS);
  return full;
}

function whole(name: string, value: number, low: number, high: number): void {
  if (Number.isInteger(value) && value >= low && value <= high) return;
  throw wrongOption(`The sample option ${name} must be a whole number from ${low} to ${high}.`);
}

function oneOf(name: string, value: string, values: readonly string[]): void {
  if (values.includes(value)) return;
  throw wrongOption(`The sample option ${name} must be one of ${values.join(', ')}.`);
}

const wrongOption = (message: string): LeadlensError =>
  new LeadlensError({
    kind: 'input',
    code: 'sample_options',
    message,
    hint: 'Correct the option and try again.',
  });
