import { formatBytes, formatCount, formatCountOf } from '../../../charts/format';
import { toJudgeWords } from '../../../charts/link-words';
import { TERMS, type Term } from '../../../domain/help/terms';
import { METRICS } from '../../../domain/metrics';
import { nameOfSource } from '../../../domain/source';
import type { ReportInput, ReportSection, ReportTable } from '../report-types';

const termOf = ({ name, meaning }: Term) => ({ term: name, meaning });

const LEAD_TERMS = [
  termOf(TERMS.link),
  termOf(TERMS.link_setting),
  { term: METRICS.expected_error.name, meaning: METRICS.expected_error.definition },
  termOf(TERMS.basis),
  termOf(TERMS.interval),
];

function revenueTerms({ settings }: ReportInput) {
  const rates = Object.entries(settings.rates)
    .map(([currency, rate]) => `${currency} ${rate}`)
    .join(', ');
  return [
    {
      term: 'Invoices',
      meaning:
        'An invoice goes from its person to the campaign of the person’s lead, and, by the models of touches, to the campaigns of the sessions and events before it. What a model cannot credit stays unattributed, with the reason.',
    },
    {
      term: 'Window',
      meaning: `A touch counts when it is at most ${formatCount(settings.attributionWindowDays)} days before the invoice, and not after it. ${timesInWords(settings.timeZones)}`,
    },
    {
      term: 'Money',
      meaning: `Whole cents throughout. Rates, units for one USD: ${rates}. A currency without a rate is kept apart.`,
    },
  ];
}

function timesInWords(zones: ReportInput['settings']['timeZones']): string {
  const set = Object.entries(zones).map(([source, zone]) => `${nameOfSource(source)} ${zone}`);
  return `Times are compared in UTC where both say their time zone${set.length === 0 ? '' : ` or the project sets it (${set.join(', ')})`}, else as written; where one of both has a day alone, the day decides.`;
}

/** What of repairs, keys and decisions is in the numbers. */
function decisionWords({ outcome, accepted, decisions }: ReportInput): string {
  const quality = outcome.summary.leadQuality;
  const applied = [
    formatCountOf(accepted.repairs, 'repair is accepted', 'repairs are accepted'),
    ...(accepted.acknowledged > 0
      ? [formatCountOf(accepted.acknowledged, 'finding is acknowledged', 'findings are acknowledged')]
      : []),
    formatCountOf(accepted.noKeys, 'value is no key', 'values are no key'),
  ].join(', ');
  const reviews = quality
    ? ` Left to review: ${toJudgeWords(quality.toJudge)}; of all identities ${formatCount(quality.review.decided)} are decided, ${formatCount(quality.review.stale)} on what has changed since.`
    : '';
  return `${applied}; ${formatCountOf(decisions, 'decision is applied', 'decisions are applied')}.${reviews}`;
}

/** How the numbers came to be. */
export function methodSection(input: ReportInput): ReportSection {
  const { outcome } = input;
  const { leadQuality, revenue } = outcome.summary;
  return {
    id: 'method',
    title: 'Method',
    blocks: [
      {
        kind: 'terms',
        terms: [
          ...(leadQuality ? LEAD_TERMS : []),
          ...(revenue ? revenueTerms(input) : []),
          {
            term: 'Repairs and decisions',
            meaning: decisionWords(input),
          },
          {
            term: 'Reading',
            meaning:
              'All is read as text first and cast explicitly. For every file: records = rows kept + separator rows + rejected records, counted independently of the database. Nothing left this machine.',
          },
        ],
      },
      ...(outcome.missing.length > 0 ? [{ kind: 'text' as const, text: outcome.missing.join(' ') }] : []),
    ],
    metrics: [],
  };
}

const inputsTable = ({ outcome }: ReportInput): ReportTable => ({
  id: 'Inputs',
  title: 'Files',
  note: 'What was read, with the SHA-256 of each file.',
  columns: [
    { label: 'File', kind: 'text' },
    { label: 'Source', kind: 'text' },
    { label: 'Records', kind: 'count' },
    { label: 'Rows', kind: 'count' },
    { label: 'Rejected', kind: 'count' },
    { label: 'SHA-256', kind: 'hash' },
  ],
  rows: [...outcome.files]
    .sort((a, b) => (a.file < b.file ? -1 : 1))
    .map((file) => [
      file.file,
      file.sourceTitle ?? file.status,
      file.records,
      file.rows,
      file.rejectedRecords,
      file.sha256,
    ]),
  total: null,
  most: 200,
});

/** What the numbers were made of. */
export function manifestSection(input: ReportInput): ReportSection {
  const { outcome, version, writtenAt, place } = input;
  const bytes = outcome.files.reduce((sum, file) => sum + file.bytes, 0);
  return {
    id: 'manifest',
    title: 'Manifest',
    blocks: [
      {
        kind: 'terms',
        terms: [
          { term: 'Program', meaning: `Leadlens ${version}` },
          { term: 'Written', meaning: writtenAt },
          {
            term: 'Data',
            meaning: `${place}: ${formatCount(outcome.files.length)} files, ${formatBytes(bytes)}`,
          },
        ],
      },
      { kind: 'table', table: inputsTable(input) },
    ],
    metrics: [],
  };
}
