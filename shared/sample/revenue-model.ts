import type { Currency } from './money-text';

export const STATUSES = ['New', 'Contacted', 'Qualified'] as const;
export type LeadStatus = (typeof STATUSES)[number];

/** A person of the lead tools, with what both tools truly know. */
export interface Person {
  readonly uid: string;
  readonly leadId: string;
  readonly campaign: string | null;
  readonly status: LeadStatus;
  readonly dealCents: number;
  readonly email: string;
  readonly inHubspot: boolean;
  readonly inIntercom: boolean;
}

export const INVOICE_STATUSES = ['paid', 'open', 'void', 'uncollectible', 'draft'] as const;
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number];

export interface Invoice {
  readonly id: string;
  readonly uid: string;
  readonly day: number;
  /** In cents of its currency; negative for a refund. */
  readonly cents: number;
  readonly currency: Currency;
  readonly status: InvoiceStatus;
}

export type Tool = 'ga4' | 'segment' | 'mixpanel';

/** A session or an event, in one tool or two. */
export interface Visit {
  readonly sessionId: string;
  /** Null for an anonymous one. */
  readonly uid: string | null;
  readonly campaign: string | null;
  readonly day: number;
  readonly isConversion: boolean;
  readonly tools: readonly Tool[];
}

/** Spend of one campaign on one day on one platform. */
export interface SpendRow {
  /** As the registry of sources names it. */
  readonly platform: string;
  readonly campaign: string;
  readonly day: number;
  /** As written, in cents of the currency; null where only the cost per click is written (Facebook). */
  readonly cents: number | null;
  readonly currency: Currency;
  /** Cents for a click, where it is written. */
  readonly centsPerClick: number | null;
  /** Null where the cell is blank. */
  readonly impressions: number | null;
  readonly clicks: number | null;
}

/** A record of Intercom: a person's own, or a copy of it. */
export interface IntercomRecord {
  readonly person: Person;
  readonly kind: 'own' | 'exact_copy' | 'same_key' | 'near_email_only';
  readonly leadId: string;
  readonly uid: string;
  readonly email: string;
  /** Thousandths of a cent that a copy shows beyond its cents. */
  readonly noise: number;
}

export interface RevenueWorld {
  readonly people: readonly Person[];
  readonly intercom: readonly IntercomRecord[];
  readonly invoices: readonly Invoice[];
  readonly visits: readonly Visit[];
  readonly spend: readonly SpendRow[];
}
