import type { FileReport } from '../../contract/sources';
import type { Finding } from '../../domain/finding';
import { finding } from '../../domain/finding-builder';
import { kindOf, servicesInWords, sourcesOf, type SourceId } from '../../domain/source';
import type { MarketingKind } from './marketing/marketing-tables';
import { say } from '../../domain/sentence';
import { filesRead } from '../../sql/run-parameters';
import { defineFindings, type Question } from '../../sql/stage';
import { missingSentences } from './clean-parameters';

interface Missing {
  readonly sentences: readonly string[];
  readonly findings: readonly Finding[];
}

const LEADS_LACK =
  'No file with delivered leads was read: without it no lead can be matched, and there is no funnel. Add the Parquet or CSV export of the delivered leads to the folder.';
const REPORTS_LACK =
  'No CRM report was read: without one nothing is known of appointments, demos and sales. Add the CSV snapshots of the client’s CRM to the folder.';
const EMPTY_FOLDER =
  'The folder has no data files (CSV, TSV, TXT, JSON lines, Excel workbooks or Parquet, gzipped or not). Open the folder with the exports of the delivered leads and the CRM reports, or of leads, invoices, analytics and ads.';
const NOTHING_KNOWN =
  'No file of the folder is one of the known exports, so no question can be answered. Choose the source of a file on the Sources screen, or open another folder.';

/** What the lack of a kind of marketing export costs. */
const MARKETING_LACKS: Readonly<Record<MarketingKind, string>> = {
  invoices: `No invoices were read: without them there is no revenue, and nothing to credit to campaigns. Add the CSV export of ${servicesInWords('invoices', 'or')} to the folder.`,
  people: `No leads of ${servicesInWords('people', 'or')} were read: no invoice finds its person or the campaign of its lead, so the model CRM campaign credits nothing, and there is no cost per lead. Add the export of ${servicesInWords('people', 'or')} to the folder.`,
  touches: `No sessions or events were read: first touch, last touch, linear, position-based and time decay credit nothing. Add the exports of ${servicesInWords('touches', 'or')} to the folder.`,
  ads: `No ads export was read: spend is not known, so there is no ROAS, no cost per lead and no acquisition cost. Add the exports of ${servicesInWords('ads', 'or')} Ads to the folder.`,
};

const MARKETING_KINDS: readonly MarketingKind[] = ['invoices', 'people', 'touches', 'ads'];

/** What the folder lacks to answer a question of which it has a part, and what that costs. */
function whatIsMissing(files: readonly FileReport[], read: ReadonlySet<SourceId>): Missing {
  const lacks: { readonly source: SourceId | null; readonly sentence: string }[] = [];
  if (read.size === 0) {
    lacks.push({ source: null, sentence: files.length === 0 ? EMPTY_FOLDER : NOTHING_KNOWN });
  }
  const kinds = new Set([...read].map(kindOf));
  if (kinds.has('crm') && !kinds.has('leads')) {
    lacks.push({ source: sourcesOf('leads')[0] ?? null, sentence: LEADS_LACK });
  }
  if (kinds.has('leads') && !kinds.has('crm')) {
    lacks.push({ source: sourcesOf('crm')[0] ?? null, sentence: REPORTS_LACK });
  }
  if (MARKETING_KINDS.some((kind) => kinds.has(kind))) {
    for (const kind of MARKETING_KINDS.filter((k) => !kinds.has(k))) {
      lacks.push({ source: sourcesOf(kind)[0] ?? null, sentence: MARKETING_LACKS[kind] });
    }
  }
  return {
    sentences: lacks.map(({ sentence }) => sentence),
    findings: lacks.map(({ source, sentence }) =>
      finding({ code: 'missing_source', severity: 'warning', source, message: say`${sentence}` }),
    ),
  };
}

/** The sources of which at least one file was read. */
export const sourcesRead = (files: readonly FileReport[]): ReadonlySet<SourceId> =>
  new Set(files.flatMap(({ status, source }) => (status === 'read' && source !== null ? [source] : [])));

/** The questions that have numbers, of what was read. */
export function answerable(read: ReadonlySet<SourceId>): readonly Question[] {
  const kinds = new Set([...read].map(kindOf));
  return [
    ...(kinds.has('leads') && kinds.has('crm') ? (['leadQuality'] as const) : []),
    ...(MARKETING_KINDS.some((kind) => kinds.has(kind)) ? (['revenue'] as const) : []),
  ];
}

export const missingSourceFindings = defineFindings({
  name: 'missing_source_findings',
  title: 'What the folder lacks',
  takes: [filesRead],
  gives: [missingSentences],
  find: ({ get, give }) => {
    const files = get(filesRead);
    const { sentences, findings } = whatIsMissing(files, sourcesRead(files));
    give(missingSentences, sentences);
    return findings;
  },
});
