import { createHash } from 'node:crypto';
import type { InputSummary, Summary } from '../../../shared/contract/summary';
import type { SourceId } from '../../../shared/domain/source';
import type { World } from '../worlds/world';
import { accountOf } from './accounts';
import { deliveredFates, reportFates } from './leads/fates';
import { leadQualityOf } from './leads/lead-quality';
import { judgedOf, revenueFates, revenueOf, type Judged } from './revenue/revenue';
import { snapshotsOf } from './leads/snapshot-order';

/** What the summary says of the files. */
function inputsOf({ files, leads }: World): readonly InputSummary[] {
  const places = new Map(snapshotsOf(leads?.reports ?? []).map((snapshot) => [snapshot.file, snapshot]));
  return [...files]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, source, bytes, records, separators, rejected, cellIssues }) => {
      const place = places.get(path);
      return {
        file: path,
        source,
        bytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        records,
        rows: records - separators - rejected,
        separatorRows: separators,
        totalRows: 0,
        footerRows: 0,
        shortRecords: 0,
        longRecords: 0,
        quotedRecords: 0,
        recodedRecords: 0,
        repeatedHeaders: 0,
        nulBytes: 0,
        otherTables: [],
        rejectedRecords: rejected,
        cellIssues,
        snapshot: place ? { order: place.order, asOf: place.asOf, orderedBy: place.orderedBy } : null,
      };
    });
}

/** The sources of the second question in the order of the registry. */
const SOURCES: readonly SourceId[] = [
  ...(['hubspot_leads', 'intercom_leads', 'stripe_invoices', 'ga4_sessions', 'segment_events'] as const),
  ...(['mixpanel_events', 'facebook_ads', 'google_ads', 'tiktok_ads', 'linkedin_ads'] as const),
];
const WITH_MONEY: readonly SourceId[] = [
  ...(['stripe_invoices', 'facebook_ads', 'google_ads', 'tiktok_ads', 'linkedin_ads'] as const),
];

/** What became of every record. */
const reconciliationOf = ({ files, leads }: World, judged: Judged | null): Summary['reconciliation'] => [
  ...leadAccounts(files, leads),
  ...(judged === null
    ? []
    : SOURCES.flatMap((source) =>
        accountOf(source, files, revenueFates(judged)[source] ?? [], WITH_MONEY.includes(source)),
      )),
];

const leadAccounts = (files: World['files'], leads: World['leads']): Summary['reconciliation'] => [
  ...(leads === null
    ? []
    : [
        ...accountOf('delivered_leads', files, deliveredFates(leads), leads.hasPrices),
        ...accountOf('crm_report', files, reportFates(leads), false),
      ]),
];

/** The numbers of a run over a world, by the definitions alone. */
export const plainSummaryOf = (
  world: World,
): Pick<Summary, 'inputs' | 'reconciliation' | 'leadQuality' | 'revenue'> => {
  const judged = world.revenue && judgedOf(world.revenue);
  return {
    inputs: inputsOf(world),
    reconciliation: reconciliationOf(world, judged),
    leadQuality: world.leads && leadQualityOf(world.leads),
    revenue: world.revenue && judged && revenueOf(world.revenue, judged),
  };
};
