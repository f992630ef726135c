import type {
  HistoryEntry,
  KeyWeight,
  LinkEvidence,
  LinkItemDetail,
  WeightModel,
} from '../../contract/review';
import { isoDate, isoTimestamp } from '../../sql/dialect';
import { intList, raw, sql } from '../../sql/sql';
import type { Workspace } from '../../sql/workspace';
import { intCrmIdentities } from '../../stages/match/int-crm-identities.model';
import { intDeliveredLeads } from '../../stages/match/int-delivered-leads.model';
import { intKeyFrequencies } from '../../stages/match/int-key-frequencies.model';
import { intKeyRarity } from '../../stages/match/int-key-rarity.model';
import { intLinkCandidates } from '../../stages/match/int-link-candidates.model';
import { intLinkProbabilities } from '../../stages/match/int-link-probabilities.model';
import { intCrmStates } from '../../stages/measure/int-crm-states.model';
import { int, readRows, requiredText, text, type Row } from '../../sql/records';
import type { ReviewGroup } from './review-group';

/** What the centre of the Review screen shows of these groups: leads, histories, and how much the keys say. */
export async function readLinkDetails(
  workspace: Workspace,
  groups: readonly ReviewGroup[],
  model: WeightModel,
  snapshots: number,
  signal?: AbortSignal,
): Promise<readonly LinkItemDetail[]> {
  if (groups.length === 0) return [];
  const identities = groups.flatMap((group) => group.identityIds);
  const leads = await readLeads(
    workspace,
    groups.flatMap((group) => group.leadIds),
    signal,
  );
  const histories = await readHistories(workspace, identities, signal);
  const keys = await readKeys(workspace, identities, signal);
  const links = await readLinks(workspace, identities, model, signal);
  return groups.map(({ item, identityIds, leadIds }) => ({
    what: 'links',
    id: item.id,
    snapshots,
    leads: leadIds.map((lead, i) => leadOf(item.leads[i] ?? '', leads.get(lead))),
    identities: identityIds.map((identity, i) => ({
      keys: keys.get(identity) ?? { email: null, phone: null },
      history: histories.get(identity) ?? [],
      links: (item.identities[i]?.leads ?? []).flatMap((place) => {
        const link = links.get(`${String(identity)} ${String(leadIds[place])}`);
        return link ? [link] : [];
      }),
    })),
  }));
}

const leadOf = (leadUuid: string, row: Row | undefined): LinkItemDetail['leads'][number] => ({
  leadUuid,
  emailKey: text(row, 'email_key'),
  phoneKey: text(row, 'phone_key'),
  deliveredOn: text(row, 'delivered'),
  vendor: text(row, 'vendor'),
  campaignId: text(row, 'campaign_id'),
  price: text(row, 'price'),
  file: requiredText(row, 'file'),
  record: int(row, 'record_number'),
});

async function readLeads(
  workspace: Workspace,
  leads: readonly number[],
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<number, Row>> {
  const rows = await readRows(
    workspace,
    sql`select lead_id, email_key, phone_key, ${isoDate(raw('delivered_on'))} as delivered, vendor, campaign_id, price, file, record_number
      from ${intDeliveredLeads} where lead_id in (${intList(leads)})`,
    signal,
  );
  return new Map(rows.map((row) => [int(row, 'lead_id'), row]));
}

async function readHistories(
  workspace: Workspace,
  identities: readonly number[],
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<number, readonly HistoryEntry[]>> {
  const rows = await readRows(
    workspace,
    sql`
select identity_id, valid_from, valid_to, is_set, is_demo, is_sale, is_cancelled, ${isoTimestamp(raw('appointment_at'))} as appointment, disposition, job_status,
  city, state, ${isoDate(raw('entry_on'))} as entry
from ${intCrmStates} where identity_id in (${intList(identities)}) order by identity_id, valid_from, newness`,
    signal,
  );
  const histories = new Map<number, HistoryEntry[]>();
  for (const row of rows) {
    const history = histories.get(int(row, 'identity_id')) ?? [];
    histories.set(int(row, 'identity_id'), history);
    history.push({
      fromOrder: int(row, 'valid_from'),
      toOrder: int(row, 'valid_to'),
      isSet: row['is_set'] === true,
      appointmentAt: text(row, 'appointment'),
      isDemo: row['is_demo'] === true,
      isSale: row['is_sale'] === true,
      isCancelled: row['is_cancelled'] === true,
      disposition: text(row, 'disposition'),
      jobStatus: text(row, 'job_status'),
      city: text(row, 'city'),
      state: text(row, 'state'),
      entryOn: text(row, 'entry'),
    });
  }
  return histories;
}

async function readKeys(
  workspace: Workspace,
  identities: readonly number[],
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<number, LinkItemDetail['identities'][number]['keys']>> {
  const rows = await readRows(
    workspace,
    sql`select identity_id, email_key, phone_key from ${intCrmIdentities} where identity_id in (${intList(identities)})`,
    signal,
  );
  return new Map(
    rows.map((row) => [
      int(row, 'identity_id'),
      { email: text(row, 'email_key'), phone: text(row, 'phone_key') },
    ]),
  );
}

async function readLinks(
  workspace: Workspace,
  identities: readonly number[],
  model: WeightModel,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, LinkEvidence>> {
  const rows = await readRows(
    workspace,
    sql`
with wanted as (
  select c.identity_id, c.lead_id, o.probability, c.is_email_equal, c.is_phone_equal, i.email_key, i.phone_key, d.lead_uuid,
    i.email_key is not null and d.email_key is not null as has_emails, i.phone_key is not null and d.phone_key is not null as has_phones
  from (select * from ${intLinkCandidates} where identity_id in (${intList(identities)})) c
  join (select * from ${intCrmIdentities} where identity_id in (${intList(identities)})) i using (identity_id)
  join ${intDeliveredLeads} d using (lead_id)
  join ${intLinkProbabilities} o on o.identity_id = c.identity_id and o.lead_id = c.lead_id
), rarity as (
  select r.key_name, r.key_value, r.u, r.u_average, f.crm_leads, f.delivered_leads
  from (select * from ${intKeyRarity} where key_value in (select email_key from wanted union all select phone_key from wanted)) r
  join ${intKeyFrequencies} f using (key_name, key_value)
)
select w.*, e.u as email_u, p.u as phone_u, e.u_average as email_u_average, p.u_average as phone_u_average,
  e.crm_leads as email_crm_leads, p.crm_leads as phone_crm_leads, e.delivered_leads as email_delivered_leads, p.delivered_leads as phone_delivered_leads
from wanted w
left join rarity e on e.key_name = 'email' and e.key_value = w.email_key
left join rarity p on p.key_name = 'phone' and p.key_value = w.phone_key`,
    signal,
  );
  return new Map(
    rows.map((row) => [
      `${String(int(row, 'identity_id'))} ${String(int(row, 'lead_id'))}`,
      linkOf(row, model),
    ]),
  );
}

function linkOf(row: Row, model: WeightModel): LinkEvidence {
  const prior = Math.log2(model.prior / (1 - model.prior));
  const keys = (['email', 'phone'] as const).map((key) => keyWeight(row, key, model.m[key]));
  const total = keys.reduce((sum, { weight }) => sum + weight, prior);
  return {
    leadUuid: requiredText(row, 'lead_uuid'),
    prior,
    keys,
    total,
    probability: Number(row['probability']),
  };
}

function keyWeight(row: Row, key: 'email' | 'phone', m: number): KeyWeight {
  const comparison =
    row[`is_${key}_equal`] === true ? 'agrees' : row[`has_${key}s`] === true ? 'differs' : 'missing';
  const u = Number(row[`${key}_u`] ?? 0);
  const average = Number(row[`${key}_u_average`] ?? 0);
  const crmLeads = int(row, `${key}_crm_leads`);
  const deliveredLeads = int(row, `${key}_delivered_leads`);
  return {
    key,
    comparison,
    weight: comparison === 'agrees' ? Math.log2(m / u) : comparison === 'differs' ? Math.log2(1 - m) : 0,
    termFrequency: comparison === 'agrees' ? Math.log2(average / u) : 0,
    crmLeads,
    deliveredLeads,
    sentence: sentenceOf(key, comparison, crmLeads, deliveredLeads),
  };
}

/** Holders of a key from which its agreement says little. */
const SHARED_BY_MANY = 5;

function sentenceOf(
  key: 'email' | 'phone',
  comparison: KeyWeight['comparison'],
  crmLeads: number,
  deliveredLeads: number,
): string {
  const name = key === 'email' ? 'e-mail' : 'phone';
  if (comparison === 'missing') return `One side has no ${name}: it says nothing.`;
  if (comparison === 'differs') return `The ${name}s differ: that speaks against the link.`;
  const holders = [
    ...(crmLeads > 1 ? [`${String(crmLeads)} CRM leads`] : []),
    ...(deliveredLeads > 1 ? [`${String(deliveredLeads)} delivered leads`] : []),
  ];
  if (holders.length === 0) return `No one else has this ${name}: it says much.`;
  return `This ${name} is shared by ${holders.join(' and ')}, so it says ${Math.max(crmLeads, deliveredLeads) >= SHARED_BY_MANY ? 'little' : 'less'}.`;
}
