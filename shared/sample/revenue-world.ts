import { dayOf } from './calendar';
import { inCurrency, type Currency } from './money-text';
import type { FullSampleOptions } from './options';
import type { Invoice, InvoiceStatus, Person, RevenueWorld, Tool, Visit } from './revenue-model';
import { hexText, intercomRecords, leadPeople, personId, uniqueIds } from './revenue-people';
import { spendRows } from './revenue-spend';
import { createRng, shuffle, type Rng } from './rng';

const FIRST_INVOICE = dayOf('2026-02-16');
const LAST_DAY = dayOf('2026-05-30');
const CAMPAIGNS = 20;

/** Builds all people, invoices, visits and spend of a sample: what happened, before anything is written. */
export function buildRevenueWorld(options: FullSampleOptions): RevenueWorld {
  const rng = createRng(options.seed, 11);
  const newUid = uniqueIds(() => personId(rng));
  const newLeadId = uniqueIds(() => hexText(8, rng));
  const newCampaign = uniqueIds(() => `CID_${hexText(6, rng)}`);
  const campaigns = Array.from({ length: CAMPAIGNS }, newCampaign);
  // The last two bring people without being paid for: revenue without spend.
  const paid = campaigns.slice(0, -2);
  const people = leadPeople(options, campaigns, newUid, newLeadId, rng);
  const intercom = intercomRecords(people, options, newUid, newLeadId, createRng(options.seed, 12));
  const invoices = billPeople(people, options, newUid, createRng(options.seed, 13));
  const visits = visitSites(people, invoices, campaigns, options, createRng(options.seed, 14));
  const spend = spendRows(paid, options.invoices, options.clean, createRng(options.seed, 15));
  return { people, intercom, invoices, visits, spend };
}

function billPeople(
  people: readonly Person[],
  options: FullSampleOptions,
  newUid: () => string,
  rng: Rng,
): Invoice[] {
  const newId = uniqueIds(() => hexText(10, rng));
  const invoices: Invoice[] = [];
  const buyers = shuffle([...people], rng);
  const span = LAST_DAY - FIRST_INVOICE;
  for (let i = 0; invoices.length < options.invoices; i++) {
    const buyer = buyers[i % buyers.length] as Person;
    const uid = !options.clean && rng.chance(0.03) ? newUid() : buyer.uid;
    const first = invoice(newId(), uid, FIRST_INVOICE + rng.int(span), options.clean, rng);
    invoices.push(first);
    if (rng.chance(0.15) && invoices.length < options.invoices) {
      invoices.push(invoice(newId(), uid, FIRST_INVOICE + rng.int(span), options.clean, rng));
    }
    if (options.clean || first.status !== 'paid' || !rng.chance(0.03)) continue;
    if (invoices.length >= options.invoices) continue;
    // A refund, of all or of a part, some days later.
    const day = Math.min(first.day + 3 + rng.int(20), LAST_DAY);
    const cents = rng.chance(0.5) ? first.cents : inCurrency(100 + rng.int(1900), first.currency, 7);
    invoices.push({ ...first, id: newId(), day, cents: -cents });
  }
  return shuffle(invoices, rng);
}

function invoice(id: string, uid: string, day: number, clean: boolean, rng: Rng): Invoice {
  const usdCents = 2_000 + rng.int(rng.chance(0.15) ? 180_000 : 75_000);
  if (clean) return { id, uid, day, cents: usdCents, currency: 'USD', status: 'paid' };
  const status = rng.weighted<InvoiceStatus>([
    ['paid', 90],
    ['open', 5],
    ['void', 2],
    ['uncollectible', 2],
    ['draft', 1],
  ]);
  const currency = rng.weighted<Currency>([
    ['USD', 88],
    ['MXN', 8],
    ['COP', 4],
  ]);
  return { id, uid, day, cents: inCurrency(usdCents, currency, rng.int(4200)), currency, status };
}

/**
 * The visits of everyone: several campaigns before an invoice, some too early and some after it; other people look
 * and do not buy; some are anonymous. No person has two visits on one day, so that their order is never in doubt.
 */
function visitSites(
  people: readonly Person[],
  invoices: readonly Invoice[],
  campaigns: readonly string[],
  options: FullSampleOptions,
  rng: Rng,
): Visit[] {
  const newSession = uniqueIds(() => hexText(12, rng));
  const isLead = new Set(people.map((person) => person.uid));
  const busy = new Map<string, Set<number>>();
  const visits: Visit[] = [];
  const visit = (uid: string | null, day: number): void => {
    if (day > LAST_DAY) return;
    if (uid !== null) {
      const days = busy.get(uid) ?? new Set();
      if (days.has(day)) return;
      busy.set(uid, days.add(day));
    }
    const campaign = rng.chance(0.05) ? null : rng.pick(campaigns);
    visits.push({
      sessionId: newSession(),
      uid,
      campaign,
      day,
      isConversion: rng.chance(0.3),
      tools: rng.weighted<readonly Tool[]>([
        [['ga4'], 35],
        [['segment'], 20],
        [['ga4', 'segment'], 20],
        [['mixpanel'], 25],
      ]),
    });
  };
  const buyers = new Set<string>();
  for (const { uid, day } of invoices) {
    buyers.add(uid);
    // People whom no lead tool knows, and one buyer in eight, were never seen on the site.
    if (!isLead.has(uid) || parseInt(uid.slice(0, 2), 16) % 8 === 0) continue;
    for (let i = 1 + rng.int(6); i > 0; i--) visit(uid, day - rng.int(60));
    if (rng.chance(0.1)) visit(uid, day);
    if (rng.chance(0.25)) visit(uid, day - 91 - rng.int(30));
    if (rng.chance(0.05)) visit(uid, day - 90);
    if (rng.chance(0.25)) visit(uid, day + 1 + rng.int(15));
  }
  for (const { uid } of people) {
    if (!buyers.has(uid) && rng.chance(0.6)) visit(uid, FIRST_INVOICE + rng.int(LAST_DAY - FIRST_INVOICE));
  }
  const anonymous = options.clean ? 0 : Math.ceil(visits.length * 0.08);
  for (let i = 0; i < anonymous; i++) visit(null, FIRST_INVOICE + rng.int(LAST_DAY - FIRST_INVOICE));
  return shuffle(visits, rng);
}
