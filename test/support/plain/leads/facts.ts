/** What the exports of the first question say, once their notations are read: what the plain reading starts from. */

/** The two keys by which the sides are compared. */
export type KeyName = 'email' | 'phone';

/** A price in its own currency, and in cents of the project currency; null cents: its currency has no rate. */
export interface Price {
  readonly written: string;
  readonly currency: string;
  readonly cents: number | null;
}

/** A record of an export of delivered leads. A null key stands for nobody: empty, unreadable, or the hash of nothing. */
export interface DeliveredRecord {
  readonly file: string;
  readonly leadId: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly price: Price | null;
}

/** A row of a CRM report. */
export interface ReportRow {
  readonly leadNumber: string;
  /** The keys as reported: hex digits in lower case. */
  readonly email: string | null;
  readonly phone: string | null;
  /** ISO date. */
  readonly entryOn: string | null;
  readonly city: string | null;
  /** In upper case. */
  readonly state: string | null;
  readonly zip: string | null;
  /** `YYYY-MM-DD HH:MM:SS`. */
  readonly appointmentAt: string | null;
  readonly isSet: boolean | null;
  readonly isDemo: boolean | null;
  readonly disposition: string | null;
  readonly jobStatus: string | null;
}

/** A CRM report. */
export interface Report {
  readonly file: string;
  /** The date, or date and time, that its name states. */
  readonly named: string | null;
  /** Place of its name in the natural order of the names of all reports. */
  readonly nameOrder: number;
  readonly rows: readonly ReportRow[];
}

/** What a reviewer said of an identity: where accepted for which delivered leads. */
export interface IdentityDecision {
  readonly leadNumber: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly verdict: 'accept' | 'reject' | 'unsure';
  readonly leads: readonly string[];
  /** On what it was taken, see `evidence.ts`. */
  readonly evidence: string;
}

/** All that the numbers of the first question are made of. */
export interface LeadFacts {
  readonly delivered: readonly DeliveredRecord[];
  readonly reports: readonly Report[];
  readonly decisions: readonly IdentityDecision[];
  /** Keys that stand for nobody: the hashes of nothing and of dummies, and what a reviewer said is none. */
  readonly nobodysKeys: ReadonlySet<string>;
  /** Reported keys that are another text of a key of the other side: a raw value where that has its hash. */
  readonly sameKeys: ReadonlyMap<string, string>;
  /** Words as they are compared: lower case, one space for all that is neither letter nor digit. */
  readonly saleWords: ReadonlySet<string>;
  readonly cancelledWords: ReadonlySet<string>;
  /** Holders from which a key is shared by many. */
  readonly sharedKeyHolders: number;
  /** Whether an export of delivered leads has a column for the price. */
  readonly hasPrices: boolean;
  readonly likelyProbability: number;
}
