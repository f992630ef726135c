import { z } from 'zod';
import type { Verdict } from '../domain/decision';
import type { ColumnKind, GridQuery } from './grid';

/** What has a page of its own: a delivered lead, a CRM lead, a person, an invoice, a campaign. */
export const SUBJECT_KINDS = ['lead', 'crm_lead', 'person', 'invoice', 'campaign'] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

export const subjectRequest = z.object({ kind: z.enum(SUBJECT_KINDS), id: z.string().min(1) });
export type Subject = z.infer<typeof subjectRequest>;

export const lookUpRequest = z.object({ text: z.string(), limit: z.int().min(1).max(50) });

/** A subject that goes by a text. */
export interface SubjectHit extends Subject {
  readonly label: string;
  /** Why it was found: `e-mail hash`, `campaign`. */
  readonly detail: string;
}

/** Rows that are about a subject. */
export interface SubjectSection {
  readonly title: string;
  /** What the rows say, in a sentence. */
  readonly note: string;
  readonly query: GridQuery;
}

export interface SubjectDecision {
  readonly at: string;
  readonly who: string;
  readonly verdict: Verdict;
  readonly on: string;
  readonly note: string;
}

/** All that is known of a subject. */
export interface SubjectPage extends Subject {
  /** The one row with its values; null where no table holds it. */
  readonly facts: GridQuery | null;
  readonly sections: readonly SubjectSection[];
  /** Oldest first. */
  readonly decisions: readonly SubjectDecision[];
  /** Places of the findings of the run that name it. */
  readonly findings: readonly number[];
}

/** Columns of tables whose values are subjects. */
const COLUMNS: Readonly<Record<string, SubjectKind>> = {
  lead_uuid: 'lead',
  lead_number: 'crm_lead',
  person_id: 'person',
  invoice_id: 'invoice',
  campaign_id: 'campaign',
};

/** The kind of subject that a column of a table names; null where it names none. */
export const subjectOfColumn = (column: string): SubjectKind | null => COLUMNS[column] ?? null;

export const SUBJECT_NAMES: { readonly [K in SubjectKind]: string } = {
  lead: 'Delivered lead',
  crm_lead: 'CRM lead',
  person: 'Person',
  invoice: 'Invoice',
  campaign: 'Campaign',
};

/** How the id of a subject is read by people. */
export const SUBJECT_ID_KINDS: { readonly [K in SubjectKind]: ColumnKind } = {
  lead: 'hash',
  crm_lead: 'text',
  person: 'hash',
  invoice: 'text',
  campaign: 'text',
};
