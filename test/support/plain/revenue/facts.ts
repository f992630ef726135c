/** What the exports of the second question say, once their notations are read. Money is in cents of the project currency. */

export type PeopleTool = 'hubspot_leads' | 'intercom_leads';
export type TouchTool = 'ga4_sessions' | 'segment_events' | 'mixpanel_events';
export type Platform = 'facebook' | 'google' | 'tiktok' | 'linkedin';

/** A campaign as people read it, and by what it is compared; a null key: a placeholder such as `(direct)`. */
export interface Campaign {
  readonly name: string;
  readonly key: string | null;
}

/** The place of a record: its file, and its number there. */
export interface Place {
  readonly file: string;
  readonly record: number;
}

/** A record of a lead tool. Ids and e-mails in lower case; null where they stand for nobody. */
export interface PersonRecord extends Place {
  readonly source: PeopleTool;
  readonly leadId: string | null;
  readonly uid: string | null;
  readonly email: string | null;
  readonly campaign: Campaign | null;
  readonly status: string | null;
  readonly dealCents: number | null;
}

/** An amount in its own currency; null cents: no rate for it. */
export interface Amount {
  readonly cents: number | null;
  readonly currency: string;
  /** In hundredths of its own currency. */
  readonly hundredths: number;
}

/** What the state of an invoice means. */
export type InvoiceStage = 'draft' | 'open' | 'paid' | 'partial' | 'refunded' | 'void' | 'lost';

/** A record of an export of invoices, payments or refunds. */
export interface InvoiceRecord extends Place {
  readonly kind: 'invoice' | 'payment' | 'refund';
  readonly id: string | null;
  readonly uid: string | null;
  readonly email: string | null;
  readonly campaign: Campaign | null;
  /** As written: `YYYY-MM-DD HH:MM:SS`, midnight where the export has days alone. */
  readonly at: string | null;
  /** The same in UTC, where the time zone is known. */
  readonly moment: string | null;
  readonly amount: Amount | null;
  readonly stage: InvoiceStage;
  /** As written, in lower case. */
  readonly status: string | null;
  readonly refundedCents: number | null;
  readonly isDisputeLost: boolean;
  readonly disputedCents: number | null;
  /** The invoice and the charge that the record names. */
  readonly ofInvoice: string | null;
  readonly charge: string | null;
  /** The day that the name of its file states. */
  readonly exportedOn: string | null;
}

/** A session or an event. */
export interface TouchRecord extends Place {
  readonly source: TouchTool;
  /** In lower case; null where there is none, or a malformed one. */
  readonly session: string | null;
  readonly eventId: string | null;
  readonly uid: string | null;
  readonly anonymous: string | null;
  readonly campaign: Campaign | null;
  readonly at: string | null;
  readonly moment: string | null;
  readonly type: string | null;
}

/** A row of an ads export: of a day, or of all days from one to another. */
export interface AdRecord extends Place {
  readonly platform: Platform;
  readonly campaign: Campaign | null;
  /** Beside an id the name, where the export has both. */
  readonly campaignName: Campaign | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly cost: Amount | null;
  readonly impressions: number | null;
  readonly clicks: number | null;
  /** The date that the name of its file states. */
  readonly exportedOn: string | null;
}

/** What a reviewer said of two records of people. */
export interface PairDecision {
  readonly left: Place;
  readonly right: Place;
  readonly isSame: boolean;
}

/** All that the numbers of the second question are made of. */
export interface RevenueFacts {
  readonly people: readonly PersonRecord[];
  readonly invoices: readonly InvoiceRecord[];
  /** The files of invoices, payments and refunds in the natural order of their names. */
  readonly invoiceFiles: readonly string[];
  readonly touches: readonly TouchRecord[];
  readonly ads: readonly AdRecord[];
  readonly pairs: readonly PairDecision[];
  readonly windowDays: number;
}
