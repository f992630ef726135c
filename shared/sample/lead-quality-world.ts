import { plantMess } from './lead-quality-mess';
import {
  deliveryDay,
  enters,
  FIRST_SNAPSHOT,
  type CrmLead,
  type DeliveredLead,
  type World,
} from './lead-quality-model';
import type { FullSampleOptions } from './options';
import { emailOf, phoneOf } from './people';
import { createRng, type Rng } from './rng';

const VENDORS = ['Northlight', 'Quillmark', 'Harborline', 'Leadwell', 'Bluefinch'];
/** Campaign, its vendor, price in cents, chance of an appointment. */
const CAMPAIGNS: readonly (readonly [
  campaign: string,
  vendor: number,
  cents: number,
  chance: number,
  share: number,
])[] = [
  ['CMP-101', 0, 4500, 0.26, 22],
  ['CMP-102', 0, 5250, 0.29, 12],
  ['CMP-201', 1, 3800, 0.2, 18],
  ['CMP-202', 1, 3325, 0.17, 10],
  ['CMP-301', 2, 6100, 0.31, 12],
  ['CMP-401', 3, 2900, 0.14, 14],
  ['CMP-402', 3, 2475, 0.11, 8],
  ['CMP-501', 4, 8000, 0.35, 4],
];

/** Builds all people, deliveries and CRM leads of a sample: what happened, before anything is written. */
export function buildWorld(options: FullSampleOptions): World {
  const snapshotDays = Array.from(
    { length: options.snapshots },
    (_, i) => FIRST_SNAPSHOT + i * options.everyDays,
  );
  const lastDay = snapshotDays[snapshotDays.length - 1] as number;
  const rng = createRng(options.seed, 1);
  const campaigns = CAMPAIGNS.map((campaign) => [campaign, campaign[4]] as const);
  const delivered: DeliveredLead[] = [];
  const crm: CrmLead[] = [];
  for (let i = 0; i < options.leads; i++) {
    const [campaign, vendor, cents, chance] = rng.weighted(campaigns);
    const day = deliveryDay(lastDay, rng);
    delivered.push({
      uuid: uuidText(rng),
      email: emailOf(i),
      phone: phoneOf(i),
      day,
      vendor: VENDORS[vendor] as string,
      campaign,
      price: (cents + rng.int(5) * 25) / 100,
    });
    if (!options.clean && rng.chance(0.04)) continue;
    const lead = enters(i, day + (rng.chance(0.2) ? 1 : 0), chance, i, options, rng);
    crm.push(lead);
    if (!options.clean && rng.chance(0.02)) {
      crm.push(enters(i, lead.entry + 5 + rng.int(36), chance, i, options, rng));
    }
  }
  // Leads of other sources, which no delivery explains.
  const others = options.clean ? 0 : Math.ceil(options.leads * 0.03);
  for (let i = 0; i < others; i++) {
    crm.push(enters(options.leads + i, deliveryDay(lastDay, rng), 0.2, null, options, rng));
  }
  const deadFrom = options.clean ? options.snapshots : options.snapshots - Math.floor(options.snapshots / 5);
  const world = {
    delivered,
    crm,
    snapshotDays,
    deadFrom,
    hasPlaceholder: !options.clean && options.crmKeys !== 'raw',
  };
  if (!options.clean) plantMess(world, options.leads + others, options, createRng(options.seed, 2));
  numberLeads(world, options.clean, createRng(options.seed, 3));
  return world;
}

/**
 * Gives lead numbers in the order of entry, all of one width, so that their order as text is their order as
 * numbers; a few older ones start with zeros, and a few are given a second time (mess).
 */
function numberLeads(world: World, clean: boolean, rng: Rng): void {
  const inOrder = [...world.crm].sort((a, b) => a.entry - b.entry);
  const width = Math.max(6, String(inOrder.length * 3).length + 1);
  const base = 2 * 10 ** (width - 1);
  const withZeros = clean ? 0 : Math.min(inOrder.length, 3 + Math.floor(inOrder.length / 400));
  inOrder.forEach((lead, i) => {
    const plain = i < withZeros ? 10 ** (width - 3) + i * 7 : base + i * 3 + rng.int(3);
    lead.number = String(plain).padStart(width, '0');
  });
  if (clean) return;
  // A number given twice, to two people: neither has a job, so that what is said of the number stays unambiguous.
  const repeats = Math.ceil(inOrder.length / 2000);
  // And both are known by both keys, so that each number's rows speak of two different delivered leads.
  const jobless = inOrder.filter((lead) => {
    const owner = lead.owner === null ? undefined : world.delivered[lead.owner];
    const key = lead.identities.length === 1 ? lead.identities[0] : undefined;
    if (owner === undefined || key?.email !== owner.email || key.phone !== owner.phone) return false;
    return lead.life.every((state) => state.jobStatus === '');
  });
  for (let i = 0; i < repeats && jobless.length >= 2; i++) {
    const [first] = jobless.splice(rng.int(jobless.length), 1) as [CrmLead];
    const [second] = jobless.splice(rng.int(jobless.length), 1) as [CrmLead];
    if (first.owner !== second.owner) second.number = first.number;
  }
}

function uuidText(rng: Rng): string {
  let text = '';
  for (let i = 0; i < 5; i++) text += (rng.next() * 0x100000000).toString(16).padStart(8, '0');
  return text;
}
