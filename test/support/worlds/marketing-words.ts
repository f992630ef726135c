import type { Amount, Campaign } from '../plain/revenue/facts';
import type { Dice } from './dice';

/** A campaign as it stands in a cell, and what it means. */
export interface WrittenCampaign {
  readonly cell: string;
  readonly campaign: Campaign | null;
}

/** Ways to write the campaigns of a world: key → cells with the name that people read in them. */
const CAMPAIGNS: Readonly<Record<string, readonly (readonly [cell: string, name: string])[]>> = {
  'spring sale': [
    ['Spring Sale', 'Spring Sale'],
    ['spring sale', 'spring sale'],
    ['SPRING SALE', 'SPRING SALE'],
    ['Spring%20Sale', 'Spring Sale'],
    ['spring+sale', 'spring sale'],
  ],
  c1: [
    ['c1', 'c1'],
    ['C1', 'C1'],
  ],
  brand_x: [
    ['brand_x', 'brand_x'],
    ['Brand_X', 'Brand_X'],
  ],
  'über uns': [['Über uns', 'Über uns']],
  'retarget 30d': [['Retarget 30d', 'Retarget 30d']],
  winter: [['winter', 'winter']],
};
export const CAMPAIGN_KEYS: readonly string[] = Object.keys(CAMPAIGNS);
const PLACEHOLDERS = ['(direct)', '(not set)', '{{campaign.name}}', '(organic)', '__CAMPAIGN_NAME__'];

export function writtenCampaign(key: string, dice: Dice): WrittenCampaign {
  const [cell, name] = dice.pick(CAMPAIGNS[key] ?? [[key, key]]);
  return { cell, campaign: { name, key } };
}

/** Any campaign, a placeholder, or none. */
export function someCampaign(
  dice: Dice,
  placeholders: number,
  none: number,
  keys: readonly string[] = CAMPAIGN_KEYS,
): WrittenCampaign {
  if (dice.is(none)) return { cell: '', campaign: null };
  if (dice.is(placeholders)) {
    const cell = dice.pick(PLACEHOLDERS);
    return { cell, campaign: { name: cell, key: null } };
  }
  return writtenCampaign(dice.pick(keys), dice);
}

const RATES: Readonly<Record<string, number>> = { USD: 1, MXN: 17, COP: 4200 };

/** Hundredths of a currency in cents of the project currency, rounded once, half away from zero; null without a rate. */
export function centsIn(hundredths: number, currency: string): number | null {
  const rate = RATES[currency];
  if (rate === undefined) return null;
  return Math.sign(hundredths) * Math.floor((2 * Math.abs(hundredths) + rate) / (2 * rate)) || 0;
}

export const amountOf = (hundredths: number, currency: string): Amount => ({
  cents: centsIn(hundredths, currency),
  currency,
  hundredths,
});

export const decimal = (hundredths: number): string => (hundredths / 100).toFixed(2);
/** Ways to write all amounts of an export: each is told by its decimals. */
export const AMOUNTS: readonly ((hundredths: number) => string)[] = [
  decimal,
  (hundredths) => decimal(hundredths).replace(/\B(?=(\d{3})+\.)/g, ','),
  (hundredths) =>
    decimal(hundredths)
      .replace('.', ',')
      .replace(/\B(?=(\d{3})+,)/g, '.'),
];

/** An amount with its hundredths, between two whole ones. */
export const someHundredths = (dice: Dice, low: number, high: number): number =>
  dice.int(low * 100 + 1, high * 100 - 1);

/** A time in UTC of one that is written on a clock that is some minutes ahead; null: not known. */
export const momentAt = (at: string, minutesAhead: number | null): string | null =>
  minutesAhead === null || at.endsWith('00:00:00')
    ? null
    : new Date(Date.parse(`${at.replace(' ', 'T')}Z`) - minutesAhead * 60_000)
        .toISOString()
        .slice(0, 19)
        .replace('T', ' ');

/** A time in UTC on a clock that is some minutes ahead. */
export const clockAt = (moment: string, minutesAhead: number): string =>
  momentAt(moment, -minutesAhead) ?? moment;

/** Time zones without summer time, with the minutes that they are ahead of UTC. */
export const ZONES: Readonly<Record<string, number>> = {
  'Asia/Kolkata': 330,
  'America/Phoenix': -420,
  'Asia/Tokyo': 540,
};

/** Moments at which several things happen. */
const BUSY = ['2026-02-10 22:30:00', '2026-03-01 03:15:00', '2026-03-01 20:45:00', '2026-03-20 23:10:00'];

/** A time of the world, now and then one at which others stand too. */
export const someMoment = (dice: Dice): string =>
  dice.is(0.3) ? dice.pick(BUSY) : someTime(dice, -80, 115, true);

/** A day of the world, and mostly a time. */
export function someTime(dice: Dice, from: number, to: number, withTime: boolean): string {
  const day = new Date(Date.UTC(2026, 0, 1 + dice.int(from, to))).toISOString().slice(0, 10);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${day} ${withTime ? `${two(dice.int(0, 23))}:${two(dice.int(1, 59))}:00` : '00:00:00'}`;
}
