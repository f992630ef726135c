import { isoDate, usDate } from './calendar';
import { csvLine } from './csv-writer';
import { dottedMoney, europeanMoney, plainMoney } from './money-text';
import { AD_PLATFORMS } from '../domain/source';
import type { Invoice, Person, RevenueWorld, SpendRow, Visit } from './revenue-model';
import type { Rng } from './rng';

/** One export: its name, its header, and its records as CSV lines. */
export interface Export {
  readonly path: string;
  readonly header: string;
  readonly lines: Iterable<string>;
}

/** The exports, each in the habits of its tool, or all alike if `clean`. */
export function exportsOf(world: RevenueWorld, clean: boolean, rng: Rng): Export[] {
  return [
    hubspot(world, clean, rng),
    intercom(world, clean),
    stripe(world.invoices, clean, rng),
    ga4(world, clean, rng),
    segment(world.visits, clean),
    mixpanel(world.visits),
    ...AD_PLATFORMS.map((platform) =>
      ads(
        platform,
        world.spend.filter((row) => row.platform === platform),
        clean,
        rng,
      ),
    ),
  ];
}

const leadFields = (person: Person): string[] => [
  person.leadId,
  person.uid,
  person.campaign ?? '',
  person.status,
  plainMoney(person.dealCents),
];

/** Some statuses are `UNKNOWN` and some amounts `N/A`: of people whom Intercom knows better. */
function hubspot({ people }: RevenueWorld, clean: boolean, rng: Rng): Export {
  return {
    path: 'raw_hubspot_leads.csv',
    header: 'lead_id,user_uid,campaign_id,status,deal_amount',
    lines: people
      .filter((person) => person.inHubspot)
      .map((person) => {
        const fields = leadFields(person);
        const isKnownBetter = !clean && person.inIntercom;
        if (isKnownBetter && rng.chance(0.08)) fields[3] = 'UNKNOWN';
        if (isKnownBetter && rng.chance(0.035)) fields[4] = 'N/A';
        return csvLine(fields);
      }),
  };
}

function intercom({ intercom: records }: RevenueWorld, clean: boolean): Export {
  return {
    path: 'raw_intercom_leads.csv',
    header: `lead_id,user_uid,campaign_id,status,deal_amount${clean ? '' : ',email'}`,
    lines: records.map(({ person, leadId, uid, email, noise }) => {
      const fields = leadFields({ ...person, leadId, uid });
      // Digits below the cent: the copy went through a program that counts in floating point.
      if (noise !== 0) fields[4] = ((person.dealCents * 1000 + noise) / 100_000).toFixed(5);
      return csvLine(clean ? fields : [...fields, email]);
    }),
  };
}

function stripe(invoices: readonly Invoice[], clean: boolean, rng: Rng): Export {
  if (clean) {
    return {
      path: 'raw_stripe_invoices.csv',
      header: 'invoice_id,user_uid,date,amount_usd',
      lines: invoices.map(({ id, uid, day, cents }) => csvLine([id, uid, isoDate(day), plainMoney(cents)])),
    };
  }
  return {
    path: 'raw_stripe_invoices.csv',
    header: 'invoice_id,user_uid,date,amount,currency,status',
    lines: invoices.map(({ id, uid, day, cents, currency, status }) =>
      csvLine([id, uid, String(day * 86_400 + rng.int(86_400)), plainMoney(cents), currency, status]),
    ),
  };
}

/** Some ids are in capitals; some, of people who bought nothing, are no session ids at all. */
function ga4({ visits, invoices }: RevenueWorld, clean: boolean, rng: Rng): Export {
  const buyers = new Set(invoices.map((invoice) => invoice.uid));
  return {
    path: 'raw_ga4_sessions.csv',
    header: clean
      ? 'date,session_id,user_uid,campaign_id,conv_flag'
      : 'event_date,sessionId,user_uid,campaign_id,conv_flag',
    lines: visits
      .filter((visit) => visit.tools.includes('ga4'))
      .map(({ sessionId, uid, campaign, day, isConversion, tools }) => {
        const isBroken =
          !clean && tools.length === 1 && (uid === null || !buyers.has(uid)) && rng.chance(0.05);
        const id = isBroken
          ? `sess_${sessionId.slice(0, 6)}`
          : !clean && rng.chance(0.04)
            ? sessionId.toUpperCase()
            : sessionId;
        return csvLine([isoDate(day), id, uid ?? '', campaign ?? '', isConversion ? '1' : '0']);
      }),
  };
}

function segment(visits: readonly Visit[], clean: boolean): Export {
  return {
    path: 'raw_segment_events.csv',
    header: clean
      ? 'date,session_id,user_uid,campaign_id,event_json'
      : 'ts,session_id,uid,campaign_id,properties_json',
    lines: visits
      .filter((visit) => visit.tools.includes('segment'))
      .map(({ sessionId, uid, campaign, day, isConversion }) => {
        const type = isConversion ? 'conversion' : day % 2 === 0 ? 'click' : 'view';
        const json = `{"event_type": "${type}"}`;
        return csvLine([isoDate(day), sessionId, uid ?? '', campaign ?? '', json]);
      }),
  };
}

function mixpanel(visits: readonly Visit[]): Export {
  return {
    path: 'raw_mixpanel_events.csv',
    header: 'date,user_uid,event_name,campaign_id',
    lines: visits
      .filter((visit) => visit.tools.includes('mixpanel'))
      .map(({ uid, campaign, day, isConversion }) => {
        const name = isConversion ? 'purchase' : (['page_view', 'click', 'signup'][day % 3] as string);
        return csvLine([isoDate(day), uid ?? '', name, campaign ?? '']);
      }),
  };
}

/** How a platform writes its exports. */
interface Habits {
  readonly path?: string;
  readonly header: string;
  /** The fields of a record. */
  readonly fields: (row: SpendRow, rng: Rng) => readonly string[];
}

const countsOf = ({ impressions, clicks }: SpendRow): readonly string[] =>
  [impressions, clicks].map((count) => (count === null ? '' : String(count)));
const costOf = ({ cents }: SpendRow): string => (cents === null ? '' : plainMoney(cents));

/** What a platform writes without habits of its own, and each one if `clean`. */
const PLAIN: Habits = {
  header: 'date,campaign_id,cost_usd,impressions,clicks',
  fields: (row) => [isoDate(row.day), row.campaign, costOf(row), ...countsOf(row)],
};

/** Google writes US dates, LinkedIn times with an offset and decimal commas, TikTok local currencies with dots. */
const HABITS: Readonly<Record<string, Habits>> = {
  facebook: {
    path: 'raw_fb_ads.csv',
    header: `${PLAIN.header},cost_per_click`,
    fields: (row, rng) => [
      ...PLAIN.fields(row, rng),
      row.centsPerClick === null ? '' : plainMoney(row.centsPerClick),
    ],
  },
  google: {
    header: 'date,campaignId,spend,impressions,clicks',
    fields: (row) => [usDate(row.day), row.campaign, costOf(row), ...countsOf(row)],
  },
  tiktok: {
    header: 'date,campaign_id,cost_local,currency,impressionsCount,Clicks',
    fields: (row) => [
      isoDate(row.day),
      row.campaign,
      dottedMoney(row.cents ?? 0),
      row.currency,
      ...countsOf(row),
    ],
  },
  linkedin: {
    header: PLAIN.header,
    fields: (row, rng) => {
      const time = [24, 60, 60].map((below) => String(rng.int(below)).padStart(2, '0')).join(':');
      return [
        `${isoDate(row.day)}T${time}-05:00`,
        row.campaign,
        europeanMoney(row.cents ?? 0),
        ...countsOf(row),
      ];
    },
  },
};

function ads(platform: string, rows: readonly SpendRow[], clean: boolean, rng: Rng): Export {
  const habits = HABITS[platform] ?? PLAIN;
  const { header, fields } = clean ? PLAIN : habits;
  return {
    path: habits.path ?? `raw_${platform}_ads.csv`,
    header,
    lines: rows.map((row) => csvLine(fields(row, rng))),
  };
}
