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

interface KindWords {
  readonly name: string;
  readonly meaning: string;
}

/** What an identity is that nobody must judge, though it can be. */
const SETTLED: KindWords = {
  name: 'Both keys agree',
  meaning: 'Both keys point to one delivered lead: it counts already, and can still be rejected.',
};

/** Why one identity of a group is asked about, or why not. */
function kindOfIdentity({ tier, isOpenByTier }: ReviewIdentity): KindWords {
  if (!isOpenByTier) return SETTLED;
  if (tier === 'conflict') return KIND_WORDS.conflict;
  return tier === 'both' ? KIND_WORDS.shared_key : KIND_WORDS.one_key;
}

/** What stands above the evidence: of the identity that is shown, not of the group that it belongs to. */
export function headWords(item: ReviewItem, identity: number): KindWords & { readonly title: string } {
  const about = item.what === 'links' ? item.identities[identity] : undefined;
  if (item.what !== 'links' || !about) return { title: item.title, ...KIND_WORDS[item.kind] };
  const title = about.subject.leadNumber ?? '–';
  return { title, ...(item.kind === 'many_crm_leads' ? KIND_WORDS.many_crm_leads : kindOfIdentity(about)) };
}

/** What to press where *accept* alone does not say which delivered lead is meant. @param leads how many there are */
export const pickWords = (leads: number): string =>
  `The keys point to different delivered leads, so accepting must say which: press ${leads === 2 ? '1 or 2' : `1 to ${String(Math.min(9, leads))}`}, or R to reject.`;

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
