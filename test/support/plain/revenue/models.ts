import type { CampaignReturn, ModelSummary } from '../../../../shared/contract/revenue';
import type { AttributionModel } from '../../../../shared/domain/attribution';
import { money, six } from '../rates';
import { creditsOf } from './credits';
import type { Invoice } from './invoices';
import { journeyOf } from './journeys';
import { compare, sumOf } from './order';
import type { Touch } from './touches';

export const MODELS: readonly AttributionModel[] = [
  'crm_campaign',
  'first_touch',
  'last_touch',
  'linear',
  'position_based',
  'time_decay',
];

/** What a model gives of an invoice: to campaigns by their keys, or to none with the reason. */
export type Credit =
  { readonly campaigns: ReadonlyMap<string, number> } | { readonly reason: string; readonly cents: number };

/** The credits of an invoice under a model: never those of another model where this one has nothing to go by. */
export function creditOf(
  model: AttributionModel,
  invoice: Invoice,
  touches: readonly Touch[],
  windowDays: number,
): Credit {
  const cents = invoice.cents ?? 0;
  if (model === 'crm_campaign') {
    const key = invoice.campaign?.key ?? null;
    if (key !== null) return { campaigns: new Map([[key, cents]]) };
    return { reason: invoice.person === null ? 'no_person' : 'no_campaign', cents };
  }
  const journey = journeyOf(invoice, touches, windowDays);
  if (journey.length === 0) {
    const isDirect = journeyOf(invoice, touches, windowDays, 'placeholder_campaign').length > 0;
    return { reason: invoice.record.at === null ? 'no_date' : isDirect ? 'only_direct' : 'no_touch', cents };
  }
  const credits = creditsOf(model, cents, journey, invoice.record.at ?? '');
  const campaigns = new Map<string, number>();
  journey.forEach(({ record }, i) => {
    // First and last touch credit one touch; the others all of them.
    if (model === 'first_touch' && i > 0) return;
    if (model === 'last_touch' && i < journey.length - 1) return;
    const key = record.campaign?.key ?? '';
    campaigns.set(key, (campaigns.get(key) ?? 0) + (credits[i] ?? 0));
  });
  return { campaigns };
}

/**
 * What a model makes of all counted invoices.
 * @param spend campaign → cents; absent: no ads export has it, so its spend is not known
 */
export function modelOf(
  credits: readonly Credit[],
  spend: ReadonlyMap<string, number>,
  nameOf: (key: string) => string,
): ModelSummary {
  const given = credits.flatMap((credit) => ('campaigns' in credit ? [...credit.campaigns] : []));
  const left = credits.flatMap((credit) => ('reason' in credit ? [credit] : []));
  const keys = [...new Set([...given.map(([key]) => key), ...spend.keys()])];
  const reasons = [...new Set(left.map(({ reason }) => reason))].sort();
  return {
    attributed: money(sumOf(given, ([, cents]) => cents)),
    unattributed: money(sumOf(left, ({ cents }) => cents)),
    unattributedBy: Object.fromEntries(
      reasons.map((reason) => [
        reason,
        money(
          sumOf(
            left.filter((of) => of.reason === reason),
            ({ cents }) => cents,
          ),
        ),
      ]),
    ),
    campaigns: keys
      .map((key): CampaignReturn => {
        const own = given.filter(([of]) => of === key);
        const revenue = sumOf(own, ([, cents]) => cents);
        const spent = spend.get(key) ?? null;
        return {
          campaign_id: nameOf(key),
          invoices: own.length,
          revenue: money(revenue),
          spend: spent === null ? null : money(spent),
          roas: spent === null || spent === 0 ? null : six(revenue / spent) || 0,
        };
      })
      .sort((a, b) => compare(a.campaign_id, b.campaign_id)),
  };
}
