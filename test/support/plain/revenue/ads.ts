import type { AdRecord, Campaign, RevenueFacts } from './facts';
import { compare } from './order';

/** A row of an ads export with the campaign as leads and events know it, and why it is no spend. */
export interface Ad {
  readonly record: AdRecord;
  readonly campaign: Campaign | null;
  readonly reason: 'no_campaign' | 'no_day' | 'other_export' | null;
}

/**
 * Campaigns that a platform knows by id and by name: the name counts for the whole platform where more of its campaigns
 * are known elsewhere (leads, invoices, events) by name than by id; where as many, in its exports without names.
 */
function namedAds({ people, invoices, touches, ads }: RevenueFacts): readonly Ad[] {
  const keysOf = (of: readonly { readonly campaign: Campaign | null }[]): ReadonlySet<string> =>
    new Set(of.flatMap(({ campaign }) => campaign?.key ?? []));
  const elsewhere = new Set([...keysOf(people), ...keysOf(invoices), ...keysOf(touches)]);
  const names = new Map<string, Map<string, Campaign>>();
  for (const platform of new Set(ads.map((ad) => ad.platform))) {
    const own = ads.filter((ad) => ad.platform === platform && ad.campaign !== null);
    const both = own.filter(({ campaignName }) => campaignName !== null);
    const nameOf = new Map<string, Campaign>();
    for (const id of keysOf(both)) {
      const written = both
        .filter(({ campaign }) => campaign?.key === id)
        .flatMap(({ campaignName }) => campaignName ?? []);
      const count = (name: string): number => written.filter((of) => of.name === name).length;
      const [name] = written
        .filter(({ key }) => key !== null && key !== id)
        .sort((a, b) => count(b.name) - count(a.name) || compare(a.name, b.name));
      if (name) nameOf.set(id, name);
    }
    const others = keysOf(own.filter(({ campaignName }) => campaignName === null));
    const known = (keys: Iterable<string | null>, among: ReadonlySet<string>): number =>
      [...new Set(keys)].filter((key) => among.has(key ?? '')).length;
    const nameKeys = [...nameOf.values()].map(({ key }) => key);
    const [byId, byName] = [known(nameOf.keys(), elsewhere), known(nameKeys, elsewhere)];
    const isByName =
      byName > byId || (byName === byId && known(nameKeys, others) > known(nameOf.keys(), others));
    if (isByName) names.set(platform, nameOf);
  }
  return ads.map((record) => ({
    record,
    campaign: names.get(record.platform)?.get(record.campaign?.key ?? '') ?? record.campaign,
    reason: record.campaign === null ? 'no_campaign' : record.from === null ? 'no_day' : null,
  }));
}

/**
 * The rows of the ads exports. The same campaign and days in two exports of a platform count once: in the newer one, by the
 * date in the names where all have one, else by the last day inside, else by the name (no world has names whose natural order is another).
 */
export function adsOf(facts: RevenueFacts): readonly Ad[] {
  const ads = namedAds(facts);
  return ads.map((ad) => {
    const { platform, from, to, file } = ad.record;
    const own = ads.filter(
      ({ record, campaign, reason }) =>
        record.platform === platform && reason === null && (campaign?.key ?? null) !== null,
    );
    if (ad.reason !== null || (ad.campaign?.key ?? null) === null) return ad;
    const files = [...new Set(own.map(({ record }) => record.file))].map((name) => {
      const rows = own.filter(({ record }) => record.file === name).map(({ record }) => record);
      const last =
        rows
          .map((record) => record.to ?? '')
          .sort()
          .at(-1) ?? '';
      return { name, last, named: rows[0]?.exportedOn ?? null };
    });
    const areNamed = files.every(({ named }) => named !== null);
    files.sort(
      (a, b) =>
        (areNamed ? compare(b.named ?? '', a.named ?? '') : 0) ||
        compare(b.last, a.last) ||
        compare(b.name, a.name),
    );
    const newest = files.find(({ name }) =>
      own.some(
        ({ record, campaign }) =>
          record.file === name &&
          campaign?.key === ad.campaign?.key &&
          record.from === from &&
          record.to === to,
      ),
    );
    return newest?.name === file ? ad : { ...ad, reason: 'other_export' };
  });
}
