import type { LinkItem, ReviewIdentity, ReviewKind } from '../../contract/review';
import { MOVING_COUNTS, perCount, type MovingCount } from '../../domain/lead-quality';
import { tallyGroup, type Choice, type Tally } from '../../domain/review-tally';
import { compareText } from '../../domain/text-order';

/** How far each count of *ever, linked* can move: by judging what is open, or, where nothing is, by one rejection. */
export function effectOf(identities: readonly ReviewIdentity[]): Tally {
  const choicesOf = (of: (identity: ReviewIdentity) => Choice): Choice[] =>
    identities.map((identity) => (identity.isOpenByTier ? of(identity) : null));
  const scenarios = identities.some((i) => i.isOpenByTier)
    ? [
        choicesOf(() => []),
        choicesOf((i) => i.leads),
        choicesOf((i) => i.leads.slice(0, 1)),
        choicesOf((i) => i.leads.slice(-1)),
      ]
    : [
        identities.map((): Choice => null),
        ...identities.map((_, rejected) => identities.map((__, i): Choice => (i === rejected ? [] : null))),
      ];
  const tallies = scenarios.map((choices) => tallyGroup(identities, choices, 'linked'));
  const range = (count: MovingCount): number => {
    const values = tallies.map((tally) => tally[count]);
    return Math.max(...values) - Math.min(...values);
  };
  return perCount(MOVING_COUNTS, range);
}

/** Sales before all else, then from the last stage back. */
const BY_EFFECT: readonly MovingCount[] = [
  'sale',
  ...[...MOVING_COUNTS].reverse().filter((count) => count !== 'sale'),
];
const KIND_ORDER: readonly ReviewKind[] = [
  'conflict',
  'shared_key',
  'one_key',
  'many_crm_leads',
  'near_email',
];

/** What counts for most first: by the greatest effect, sales before all else. @returns below, at or above 0 */
export const compareItems = (a: LinkItem, b: LinkItem): number => {
  // What nobody must judge comes after what somebody must.
  const isOptional = Number(a.kind === 'many_crm_leads') - Number(b.kind === 'many_crm_leads');
  if (isOptional !== 0) return isOptional;
  for (const count of BY_EFFECT)
    if (a.effect[count] !== b.effect[count]) return b.effect[count] - a.effect[count];
  return (
    KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind) ||
    compareText(a.title, b.title) ||
    compareText(a.id, b.id)
  );
};
