import type { LinkSetting } from '../../../../shared/domain/lead-quality';
import type { TieredIdentity } from './candidates';
import type { Decided } from './decided';
import type { WeighedLink } from './likely';

/** Lead id → the identities that count for it. */
export type Links = ReadonlyMap<string, readonly TieredIdentity[]>;

/** Whether an undecided candidate counts: strict needs both keys, linked one of them and no conflict, likely the weight. */
const COUNTS: Readonly<Record<LinkSetting, (link: WeighedLink) => boolean>> = {
  strict: ({ of }) => of.isStrict,
  linked: ({ of }) => of.tier !== 'conflict',
  likely: ({ isLikely }) => isLikely,
};

/** The links of a setting: what a reviewer settled is settled under each. */
export function linksOf(setting: LinkSetting, weighed: readonly WeighedLink[], { settled }: Decided): Links {
  const open = weighed
    .filter((link) => !settled.has(link.of) && COUNTS[setting](link))
    .map(({ of, lead }) => [lead.leadId, of] as const);
  const accepted = [...settled].flatMap(([of, ids]) => ids.map((id) => [id, of] as const));
  const links = new Map<string, TieredIdentity[]>();
  for (const [id, of] of [...open, ...accepted]) links.set(id, [...(links.get(id) ?? []), of]);
  return links;
}
