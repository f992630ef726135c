import { createHash } from 'node:crypto';
import type { InputSummary, Summary } from '../../../shared/contract/summary';
import type { World } from '../worlds/world';
import { accountOf } from './accounts';
import { deliveredFates, reportFates } from './leads/fates';
import { leadQualityOf } from './leads/lead-quality';
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

/** What became of every record. */
const reconciliationOf = ({ files, leads }: World): Summary['reconciliation'] => [
  ...(leads === null
    ? []
    : [
        ...accountOf('delivered_leads', files, deliveredFates(leads), leads.hasPrices),
        ...accountOf('crm_report', files, reportFates(leads), false),
      ]),
];

/** The numbers of a run over a world, by the definitions alone. */
export const plainSummaryOf = (world: World): Pick<Summary, 'inputs' | 'reconciliation' | 'leadQuality'> => ({
  inputs: inputsOf(world),
  reconciliation: reconciliationOf(world),
  leadQuality: world.leads && leadQualityOf(world.leads),
});
