import { formatChange, formatCount, formatShare } from '../../../shared/charts/format';
import type { ReviewIdentity, ReviewItem, ReviewKind } from '../../../shared/contract/review';
import type { Verdict } from '../../../shared/domain/decision';
import type { MovingCount } from '../../../shared/domain/lead-quality';
import type { Tally } from '../../../shared/domain/review-tally';
import type { ItemState } from './item-state';

export const KIND_WORDS: Readonly<Record<ReviewKind, { readonly name: string; readonly meaning: string }>> = {
  conflict: {
    name: 'Conflict',
    meaning: 'The two keys point to different delivered leads. Pick one, or reject.',
  },
  shared_key: {
    name: 'Shared keys',
    meaning: 'Both keys agree, but many people share each of them: alone they are no evidence.',
  },
  one_key: { name: 'One key only', meaning: 'One key agrees; the other one hits no delivered lead.' },
  many_crm_leads: {
    name: 'Many CRM leads',
    meaning:
      'One delivered lead stands for three CRM leads or more. It counts once; look whether all belong.',
  },
  near_email: {
    name: 'Perhaps one person',
    meaning:
      'Two people whose e-mails are equal or nearly so, or who are alike in name, phone, city or date of birth, without a second key that says they are one.',
  },
};

/** A chance as a share; what is next to certain is not written as certain. */
export const chanceWords = (probability: number): string =>
  probability > 0.999 ? 'above 99.9 %' : formatShare(probability);

export const STATE_WORDS: Readonly<Record<ItemState, string>> = {
  open: 'Open',
  stale: 'Stale',
  disputed: 'Disputed',
  unsure: 'Unsure',
  decided: 'Decided',
};

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  accept: 'Accepted',
  reject: 'Rejected',
  unsure: 'Unsure',
};

const COUNTS: readonly (readonly [MovingCount, singular: string, plural: string])[] = [
  ['sale', 'sale', 'sales'],
  ['demo', 'demo', 'demos'],
  ['appointment', 'appointment', 'appointments'],
  ['matched', 'matched lead', 'matched leads'],
];

/** "1 sale, 1 demo": what counts for most first; empty where nothing changes. */
export const effectWords = (effect: Tally): string =>
  COUNTS.filter(([count]) => effect[count] !== 0)
    .slice(0, 2)
    .map(
      ([count, singular, plural]) =>
        `${formatCount(effect[count])} ${effect[count] === 1 ? singular : plural}`,
    )
    .join(', ');

/** "+1 sale, −1 demo" */
export const changeWords = (change: Tally): string =>
  COUNTS.filter(([count]) => change[count] !== 0)
    .slice(0, 2)
    .map(
      ([count, singular, plural]) =>
        `${formatChange(change[count])} ${Math.abs(change[count]) === 1 ? singular : plural}`,
    )
    .join(', ');

/** A letter for each candidate. */
export const letterOf = (place: number): string =>
  place < 26 ? String.fromCharCode(65 + place) : String(place + 1);

/** The same for identities that look the same to a judge. */
export const identityPattern = (item: ReviewItem, identity: ReviewIdentity): string =>
  `${item.pattern} | ${identity.tier} ${identity.agreeing.map((a) => `${String(a.email)} ${String(a.phone)}`).join(',')}`;

export const cents = (text: string): number => Number(text) / 100;
