import type { Ad } from './ads';
import type { Campaign, RevenueFacts } from './facts';
import { compare } from './order';

/** How a campaign is shown: as the ads exports write it, else as most records do, of ways as common the first by text. */
export function campaignNames(
  { people, invoices, touches }: RevenueFacts,
  ads: readonly Ad[],
): (key: string) => string {
  const fromAds = ads.flatMap(({ campaign }) => campaign ?? []);
  const fromOthers = [...people, ...invoices, ...touches].flatMap(({ campaign }) => campaign ?? []);
  const all: readonly Campaign[] = [...fromAds, ...fromOthers];
  return (key) => {
    const written = all.filter((campaign) => campaign.key === key).map(({ name }) => name);
    const inAds = (name: string): number =>
      fromAds.some((campaign) => campaign.key === key && campaign.name === name) ? 1 : 0;
    const count = (name: string): number => written.filter((of) => of === name).length;
    const [first] = [...new Set(written)].sort(
      (a, b) => inAds(b) - inAds(a) || count(b) - count(a) || compare(a, b),
    );
    return first ?? key;
  };
}
