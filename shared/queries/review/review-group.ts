import type { LinkItem, ReviewIdentity, ReviewKind } from '../../contract/review';
import type { Tier } from '../../domain/lead-quality';
import { evidenceOf } from '../../domain/link-group';
import { compareText } from '../../domain/text-order';
import { text, type Row } from '../../sql/records';
import { effectOf } from './review-effect';

/** A group of delivered leads and identities, by the numbers of this run. */
export interface ReviewGroup {
  readonly item: LinkItem;
  readonly leadIds: readonly number[];
  /** In the order of the item's identities. */
  readonly identityIds: readonly number[];
}

/** An identity of a group with the leads that its keys point to, by the numbers of this run. */
export interface Member {
  readonly identity: number;
  readonly tier: Tier;
  /** Both keys agree, and not both are shared by many. */
  readonly isStrict: boolean;
  readonly links: {
    readonly lead: number;
    readonly email: boolean;
    readonly phone: boolean;
    readonly likely: boolean;
  }[];
}

const isOpen = ({ tier, isStrict }: Pick<Member, 'tier' | 'isStrict'>): boolean =>
  tier !== 'none' && !isStrict;

/**
 * One item of the queue: its identities in the order in which they are judged.
 * @param leads delivered leads of the group, in any order
 * @param said by identity: what the reports say of it
 */
export function groupOf(
  members: readonly Member[],
  leads: readonly number[],
  uuids: ReadonlyMap<number, string>,
  said: ReadonlyMap<number, Row>,
): ReviewGroup {
  const uuidOf = (lead: number): string => uuids.get(lead) ?? '';
  const leadIds = [...leads].sort((a, b) => compareText(uuidOf(a), uuidOf(b)));
  const groupUuids = leadIds.map(uuidOf);
  const ordered = members
    .map((member) => ({ member, identity: identityOf(member, leadIds, groupUuids, said, uuidOf) }))
    .sort(
      (a, b) =>
        Number(b.identity.isOpenByTier) - Number(a.identity.isOpenByTier) ||
        compareText(a.identity.subject.leadNumber ?? '', b.identity.subject.leadNumber ?? '') ||
        compareText(a.identity.evidence, b.identity.evidence) ||
        compareText(JSON.stringify(a.identity.subject), JSON.stringify(b.identity.subject)),
    );
  const identities = ordered.map((o) => o.identity);
  const open = identities.filter((i) => i.isOpenByTier);
  const kind: Exclude<ReviewKind, 'near_email'> = open.some((i) => i.tier === 'conflict')
    ? 'conflict'
    : open.some((i) => i.tier === 'both')
      ? 'shared_key'
      : open.length > 0
        ? 'one_key'
        : 'many_crm_leads';
  const named = [...new Set((open.length > 0 ? open : identities).map((i) => i.subject.leadNumber ?? '–'))];
  return {
    leadIds,
    identityIds: ordered.map((o) => o.member.identity),
    item: {
      what: 'links',
      id: `links:${groupUuids[0] ?? ''}`,
      kind,
      title: named.length > 1 ? `${named[0] ?? ''} and ${String(named.length - 1)} more` : (named[0] ?? ''),
      leads: groupUuids,
      identities,
      effect: effectOf(identities),
      pattern: [
        kind,
        `${String(leadIds.length)} leads`,
        ...identities
          .map(
            (i) =>
              `${i.tier} ${i.agreeing.map((a) => `${a.email ? 'e' : ''}${a.phone ? 'p' : ''}`).join(',')}`,
          )
          .sort(compareText),
      ].join('; '),
    },
  };
}

function identityOf(
  { identity, tier, isStrict, links }: Member,
  leadIds: readonly number[],
  groupUuids: readonly string[],
  said: ReadonlyMap<number, Row>,
  uuidOf: (lead: number) => string,
): ReviewIdentity {
  const row = said.get(identity);
  const own = [...links].sort((a, b) => leadIds.indexOf(a.lead) - leadIds.indexOf(b.lead));
  return {
    subject: {
      kind: 'identity',
      leadNumber: text(row, 'lead_number'),
      emailKey: text(row, 'email_key'),
      phoneKey: text(row, 'phone_key'),
    },
    evidence: evidenceOf(
      tier,
      own.map(({ lead, email, phone }) => ({
        leadUuid: uuidOf(lead),
        isEmailEqual: email,
        isPhoneEqual: phone,
      })),
      groupUuids,
    ),
    tier,
    isStrict,
    isOpenByTier: isOpen({ tier, isStrict }),
    leads: own.map((link) => leadIds.indexOf(link.lead)),
    likely: own.filter((link) => link.likely).map((link) => leadIds.indexOf(link.lead)),
    agreeing: own.map(({ email, phone }) => ({ email, phone })),
    isSet: row?.['is_set'] === true,
    isAppointment: row?.['is_appointment'] === true,
    isDemo: row?.['is_demo'] === true,
    isSale: row?.['is_sale'] === true,
    isTakenBack: row?.['is_taken_back'] === true,
  };
}
