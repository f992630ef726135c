import type { ModelSummary, RevenueSummary } from '../../../../shared/contract/revenue';
import type { Fate } from '../accounts';
import { money } from '../rates';
import { adsOf, type Ad } from './ads';
import { campaignNames } from './campaign-names';
import { coverageOf } from './coverage';
import type { Amount, Platform, RevenueFacts } from './facts';
import { invoicesOf, type Invoice } from './invoices';
import { journeyOf } from './journeys';
import { creditOf, modelOf, MODELS } from './models';
import { compare, sumOf } from './order';
import { duplicatesIn, openPairs, peopleOf, ruleOf, type People } from './people';
import { PEOPLE_TOOLS } from './people-records';
import { touchesOf, type Touch } from './touches';
import { namesOf } from './who';

const PLATFORMS: readonly Platform[] = ['facebook', 'google', 'tiktok', 'linkedin'];

/** The records of the second question, each with what became of it. */
export interface Judged {
  readonly people: People;
  readonly invoices: readonly Invoice[];
  readonly touches: readonly Touch[];
  readonly ads: readonly Ad[];
}

/** Judges every record. */
export function judgedOf(facts: RevenueFacts): Judged {
  const people = peopleOf(facts);
  const personOf = namesOf(people.people);
  return {
    people,
    invoices: invoicesOf(facts, personOf),
    touches: touchesOf(facts, personOf),
    ads: adsOf(facts),
  };
}

const notInvoiced = (invoices: readonly Invoice[]): RevenueSummary['notInvoiced'] => {
  const apart = invoices.filter(({ reason }) => reason !== null && reason !== 'refund');
  return [...new Set(apart.map(({ reason }) => reason ?? ''))].sort(compare).map((status) => {
    const own = apart.filter(({ reason }) => reason === status);
    return { status, invoices: own.length, amount: money(sumOf(own, ({ cents }) => cents ?? 0)) };
  });
};

function spendOf(ads: readonly Ad[]): RevenueSummary['spend'] {
  return PLATFORMS.flatMap((platform) => {
    const own = ads.filter(({ record, reason }) => record.platform === platform && reason === null);
    if (own.length === 0) return [];
    const records = own.map(({ record }) => record);
    return [
      {
        platform,
        rows: records.length,
        spend: money(sumOf(records, ({ cost }) => cost?.cents ?? 0)),
        impressions: sumOf(records, ({ impressions }) => impressions ?? 0),
        clicks: sumOf(records, ({ clicks }) => clicks ?? 0),
        blankImpressions: records.filter(({ impressions }) => impressions === null).length,
        blankClicks: records.filter(({ clicks }) => clicks === null).length,
      },
    ];
  });
}

/** The numbers of the second question. */
export function revenueOf(facts: RevenueFacts, { people, invoices, touches, ads }: Judged): RevenueSummary {
  const counted = invoices.filter(({ isCounted }) => isCounted);
  const spend = new Map<string, number>();
  for (const { record, campaign, reason } of ads) {
    const key = campaign?.key ?? null;
    if (reason === null && key !== null) spend.set(key, (spend.get(key) ?? 0) + (record.cost?.cents ?? 0));
  }
  const nameOf = campaignNames(facts, ads);
  const models = Object.fromEntries(
    MODELS.map((model): [string, ModelSummary] => [
      model,
      modelOf(
        counted.map((invoice) => creditOf(model, invoice, touches, facts.windowDays)),
        spend,
        nameOf,
      ),
    ]),
  ) as RevenueSummary['models'];
  const grossOf = ({ gross }: Invoice): number => gross ?? 0;
  const below = counted.filter((invoice) => grossOf(invoice) < 0);
  return {
    currency: 'USD',
    invoices: counted.length,
    invoiced: money(sumOf(counted, ({ cents }) => cents ?? 0)),
    gross: money(sumOf(counted, (invoice) => Math.max(0, grossOf(invoice)))),
    refunds: {
      invoices: counted.filter((invoice) => grossOf(invoice) < 0 || invoice.refunded !== 0).length,
      amount: money(sumOf(below, grossOf) - sumOf(counted, ({ refunded }) => refunded) || 0),
    },
    disputes: {
      invoices: counted.filter(({ disputed }) => disputed !== 0).length,
      amount: money(-sumOf(counted, ({ disputed }) => disputed) || 0),
    },
    notInvoiced: notInvoiced(invoices),
    people: people.people.length,
    leads: Object.fromEntries(
      PEOPLE_TOOLS.map((tool) => [tool, facts.people.filter(({ source }) => source === tool).length]),
    ),
    duplicates: Object.fromEntries(PEOPLE_TOOLS.map((tool) => [tool, duplicatesIn(people.people, tool)])),
    review: { open: openPairs(people, facts), decided: facts.pairs.length },
    spend: spendOf(ads),
    joinCoverage: coverageOf(
      counted,
      people.people,
      touches,
      (invoice) => journeyOf(invoice, touches, facts.windowDays).length > 0,
      spend,
    ),
    models,
  };
}

const unconverted = (amount: Amount | null): Fate['unconverted'] =>
  amount === null || amount.cents !== null
    ? null
    : { currency: amount.currency, hundredths: amount.hundredths };

/** What became of every record, by source. */
export function revenueFates({
  people,
  invoices,
  touches,
  ads,
}: Judged): Readonly<Record<string, readonly Fate[]>> {
  const fateOf = (reason: string | null, merged: readonly string[]): Fate['fate'] =>
    reason === null ? 'counted' : merged.includes(reason) ? 'merged' : 'not_counted';
  const plain = { written: null, counted: 0, unconverted: null };
  const fates = new Map<string, Fate[]>();
  const add = (source: string, fate: Fate): unknown =>
    fates.set(source, [...(fates.get(source) ?? []), fate]);
  for (const { records } of people.people)
    records.forEach((record, i) =>
      add(record.source, {
        ...plain,
        fate: i === 0 ? 'counted' : 'merged',
        reason: i === 0 ? null : ruleOf(record, people.pairs),
      }),
    );
  for (const { record, reason, gross, cents, isCounted } of invoices)
    add('stripe_invoices', {
      fate: fateOf(reason, ['repeat', 'older_state', 'payment', 'refund']),
      reason,
      written: gross,
      counted: isCounted ? (cents ?? 0) : 0,
      unconverted: unconverted(record.amount),
    });
  for (const { record, reason } of touches)
    add(record.source, {
      ...plain,
      fate: fateOf(reason, ['same_session', 'same_event', 'copied_event']),
      reason,
    });
  for (const { record, reason } of ads)
    add(`${record.platform}_ads`, {
      fate: fateOf(reason, ['other_export']),
      reason,
      written: record.cost?.cents ?? null,
      counted: reason === null ? (record.cost?.cents ?? 0) : 0,
      unconverted: unconverted(record.cost),
    });
  return Object.fromEntries(fates);
}
