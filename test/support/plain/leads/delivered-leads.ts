import type { DeliveredRecord, LeadFacts } from './facts';

/** A delivered lead: what its first record (files by name, then records) says. */
export interface DeliveredLead extends DeliveredRecord {
  readonly leadId: string;
}

/** Delivered leads in the order of their ids, each once. Keys that stand for nobody are none. */
export function deliveredLeads({ delivered, nobodysKeys }: LeadFacts): readonly DeliveredLead[] {
  const byFile = [...delivered].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
  const first = new Map<string, DeliveredLead>();
  const key = (value: string | null): string | null =>
    value === null || nobodysKeys.has(value) ? null : value;
  for (const record of byFile) {
    if (record.leadId === null || first.has(record.leadId)) continue;
    first.set(record.leadId, {
      ...record,
      leadId: record.leadId,
      email: key(record.email),
      phone: key(record.phone),
    });
  }
  return [...first.values()].sort((a, b) => (a.leadId < b.leadId ? -1 : 1));
}
