import type { ReviewIdentity, ReviewItem } from '../../../shared/contract/review';
import { subjectKey, type DecisionSubject, type Verdict } from '../../../shared/domain/decision';
import type { Decision, SubjectState } from '../../../shared/domain/decision-state';
import type { Choice } from '../../../shared/domain/review-tally';
import type { Judgement } from '../../state/decisions';

export const ITEM_STATES = ['open', 'stale', 'disputed', 'unsure', 'decided'] as const;
/** `stale`, `disputed` and `unsure` are open too: they ask again, and say why. */
export type ItemState = (typeof ITEM_STATES)[number];

/** What stands about one subject, with what is on its way to the disk. */
export interface Standing {
  readonly verdict: Verdict | null;
  readonly leads: readonly string[];
  readonly isStale: boolean;
  readonly isDisputed: boolean;
  readonly isPending: boolean;
  readonly heads: readonly Decision[];
  /** What stands there today where the decision is stale. */
  readonly evidenceNow: string | null;
}

const NOTHING: Standing = {
  verdict: null,
  leads: [],
  isStale: false,
  isDisputed: false,
  isPending: false,
  heads: [],
  evidenceNow: null,
};

/** Everything that is decided, by subject. */
export interface Standings {
  readonly of: (subject: DecisionSubject, evidence: string) => Standing;
}

export function standingsOf(
  decided: ReadonlyMap<string, SubjectState>,
  pending: readonly Judgement[],
): Standings {
  const waiting = new Map(pending.map((judgement) => [subjectKey(judgement.subject), judgement]));
  return {
    of(subject, evidence) {
      const key = subjectKey(subject);
      const judgement = waiting.get(key);
      if (judgement)
        return { ...NOTHING, verdict: judgement.verdict, leads: judgement.leads, isPending: true };
      const state = decided.get(key);
      const head = state?.heads.at(-1);
      if (!state || !head) return NOTHING;
      if (state.isDisputed) return { ...NOTHING, isDisputed: true, heads: state.heads };
      const isStale = head.evidence !== evidence;
      return {
        ...NOTHING,
        verdict: head.verdict,
        leads: head.leads,
        isStale,
        heads: state.heads,
        evidenceNow: isStale ? evidence : null,
      };
    },
  };
}

/** Whether a decision counts: one that is stale, disputed or unsure does not. */
export const counts = ({ verdict, isStale, isDisputed }: Standing): boolean =>
  verdict !== null && verdict !== 'unsure' && !isStale && !isDisputed;

/** The choice that counting needs, by places in the item's leads. */
export function choiceOf(identity: ReviewIdentity, leads: readonly string[], standing: Standing): Choice {
  if (!counts(standing)) return null;
  // Leads that are not of the group any more cannot be counted here.
  return standing.leads.map((lead) => leads.indexOf(lead)).filter((place) => place >= 0);
}

const stateOf = (standing: Standing): ItemState => {
  if (standing.isDisputed) return 'disputed';
  if (standing.isStale) return 'stale';
  if (standing.verdict === 'unsure') return 'unsure';
  return standing.verdict === null ? 'open' : 'decided';
};

/** What stands about each subject of an item, in the order of its identities. */
export const standingsIn = (item: ReviewItem, standings: Standings): readonly Standing[] =>
  item.what === 'pair'
    ? [standings.of(item.subject, item.evidence)]
    : item.identities.map((identity) => standings.of(identity.subject, identity.evidence));

/** The state of an item: of what asks for most among what must be judged. */
export function itemState(item: ReviewItem, standings: readonly Standing[]): ItemState {
  if (item.what === 'pair') return stateOf(standings[0] ?? NOTHING);
  const states = item.identities.flatMap((identity, i) => {
    const state = stateOf(standings[i] ?? NOTHING);
    return identity.isOpenByTier || state !== 'open' ? [state] : [];
  });
  if (states.length === 0) return 'open';
  return ITEM_STATES.find((state) => states.includes(state)) ?? 'decided';
}

/** What asks for a judgement, what asks first first. */
const ASKING: readonly ItemState[] = ['open', 'disputed', 'stale', 'unsure'];

/**
 * The identities of an item that ask, by their places: those nobody judged first, those left unsure last. Other
 * identities can be judged as well, but do not ask.
 * @param from the place to look from; those before it come last
 */
export function placesThatAsk(
  item: ReviewItem,
  standings: readonly Standing[],
  from = 0,
): readonly { readonly place: number; readonly state: ItemState }[] {
  const states = item.what === 'pair' ? [item] : item.identities;
  const asking = states.flatMap((about, place) => {
    const state = stateOf(standings[place] ?? NOTHING);
    const must = !('isOpenByTier' in about) || about.isOpenByTier;
    return state !== 'decided' && (must || state !== 'open') ? [{ place, state }] : [];
  });
  const around = [
    ...asking.filter(({ place }) => place >= from),
    ...asking.filter(({ place }) => place < from),
  ];
  return ASKING.flatMap((state) => around.filter((other) => other.state === state));
}

/** The place of the identity to judge first in an item; the first of all where none asks. */
export const firstToJudge = (item: ReviewItem, standings: readonly Standing[]): number =>
  placesThatAsk(item, standings)[0]?.place ?? 0;
