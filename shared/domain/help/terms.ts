import { TIER_WORDS } from '../words/lead-words';
import { MODEL_MEANINGS } from '../words/revenue-words';
import { VERDICT_WORDS } from '../words/trend-words';

/** A word of the product with what it means; numbers have theirs in the catalogue of metrics. */
export interface Term {
  readonly name: string;
  readonly meaning: string;
}

const terms = <Id extends string>(entries: Readonly<Record<Id, Term>>) => entries;

const tiers = Object.values(TIER_WORDS).map(({ name, meaning }) => `${name}: ${meaning}`);

/** The words that screens, the report and the guide use, each with its one definition. */
export const TERMS = terms({
  delivered_lead: {
    name: 'Delivered lead',
    meaning: 'A lead id of the delivered-leads export. It counts once, however often files repeat it.',
  },
  crm_lead: {
    name: 'CRM lead',
    meaning: 'A lead number of the CRM reports, within the reports of one client.',
  },
  snapshot: {
    name: 'Snapshot',
    meaning:
      'One CRM report file in its place in the order of time. Reports repeat the same leads; most are rolling windows, so a lead that ages out of one is no loss.',
  },
  identity: {
    name: 'Identity',
    meaning:
      'A distinct lead number, e-mail hash and phone hash of the CRM reports: what is linked, and what is reviewed.',
  },
  link: {
    name: 'Links',
    meaning:
      'An identity of the CRM reports (lead number, e-mail hash, phone hash) is linked to a delivered lead by its keys. Tier both: both keys point to the same lead. One key only: the other hits no lead. Conflict: the keys point to different leads; until it is reviewed it counts under likely only, for the more probable lead.',
  },
  tier: { name: 'Tier', meaning: tiers.join(' ') },
  link_setting: {
    name: 'Strict, linked and likely',
    meaning:
      'Strict counts links with both keys and those that a reviewer accepted, less the rejected ones. Linked counts also links with one key that nobody rejected. Likely gives each identity to its most probable delivered lead, where that is probable enough and the runner-up well below, of conflicts too; what a reviewer settled stands above it.',
  },
  basis: {
    name: 'Ever and latest',
    meaning:
      'Ever counts what any snapshot says of a lead; latest what the last snapshot says in which the lead appears. A lead counts once, however many snapshots repeat it.',
  },
  interval: {
    name: 'Intervals',
    meaning: 'Wilson score intervals at 95 % (z = 1.959964) of the share that stands beside them.',
  },
  span: {
    name: 'Span',
    meaning:
      'The lowest and the highest that the open reviews, conflicts included, can still make of a number.',
  },
  placeholder: {
    name: 'Placeholder hash',
    meaning:
      'One value in both key columns, or one key with many different partners: it stands for nobody, and links whoever has it. The decision “not a key” takes it out.',
  },
  shared_key: {
    name: 'Shared key',
    meaning: 'A phone or e-mail of several CRM leads or delivered leads: by itself no strict evidence.',
  },
  finding: {
    name: 'Finding',
    meaning:
      'Something about the data that a reader of the numbers must know: an error where numbers would be wrong, a warning where they may mislead, else good to know. Each has its evidence and opens its rows.',
  },
  repair: {
    name: 'Repair',
    meaning:
      'What can be done about a finding, with its effect on the numbers before it is accepted. Nothing is repaired in silence: both numbers stay. Where nothing is to repair a finding is acknowledged.',
  },
  dead_column: {
    name: 'Dead column',
    meaning:
      'A column that says nothing from a snapshot on (all false, all empty, one value) while related columns go on. Numbers that rest on it are too low there, or may be: charts hatch the stretch.',
  },
  decision: {
    name: 'Decision',
    meaning:
      'What a reviewer said of a link, of two people, of a key or of a repair: accept, reject, unsure. It is kept by what the reports say, never by a row number, and so survives new snapshots.',
  },
  stale: {
    name: 'Stale and disputed',
    meaning:
      'A decision is stale when the evidence that it rests on is another one today: it is kept, marked and asked again. It is disputed when two people decided differently without knowing of each other.',
  },
  record_account: {
    name: 'Records',
    meaning:
      'For every file: records = rows kept + separator rows + total rows + footer rows + rejected records, counted independently of the database. A value that could not be read is a cell issue; the rest of its record stays.',
  },
  mapping: {
    name: 'Mapping',
    meaning:
      'Which column of a file feeds which field. It comes from the profile of the source, or from you, and then holds for all files with the same columns.',
  },
  young: {
    name: 'Too young to judge',
    meaning:
      'Weeks of entry whose leads had less time than nine of ten appointments take. They are hatched, and left out of verdicts and of the periods that are compared first.',
  },
  verdict: {
    name: 'Verdict',
    meaning: `What a trend test over the judged periods says of a rate: ${Object.values(VERDICT_WORDS)
      .map(({ full }) => full.toLowerCase())
      .join(', ')}. The test is Cochran–Armitage, exact where few leads have the step.`,
  },
  q: {
    name: 'q, the false discovery rate',
    meaning:
      'The smallest share of false verdicts under which a segment still counts as better or worse. Many segments are tested at once, so some look like a trend by chance: of those with q up to the chosen rate, at most that share is expected to be false (Benjamini–Hochberg).',
  },
  others: {
    name: 'Others',
    meaning:
      'Values with fewer leads than asked for, put together, counted and named. They are not judged: what they are made of may change.',
  },
  person: {
    name: 'Person',
    meaning:
      'Records of the lead tools that share a person id, or repeat one, are one person. A near-equal e-mail alone merges nobody: it is put up for review.',
  },
  touch: {
    name: 'Touch',
    meaning:
      'A session or event of a person with a campaign, on or before an invoice and at most the window (90 days) before it. The same session in two tools is one touch.',
  },
  attribution: {
    name: 'Attribution models',
    meaning: Object.values(MODEL_MEANINGS).join(' '),
  },
  unattributed: {
    name: 'Unattributed',
    meaning:
      'What a model cannot credit to a campaign, by reason. With what is attributed it adds up to what was invoiced, to the cent, under every model; no model falls back on another.',
  },
  rates: {
    name: 'Currency rates',
    meaning:
      'Units of a currency for one USD, set in the project. Money is whole cents, rounded once a row; a currency without a rate is kept apart and named, never counted as USD.',
  },
  drill: {
    name: 'Rows behind a number',
    meaning:
      'Every number opens the very rows that it counts, with the scope and filters of the screen. Their SQL, their CSV and their total belong to exactly these rows.',
  },
  brush: {
    name: 'Narrowing',
    meaning:
      'Dragging over the marks of a chart, or a click with Shift, narrows the whole screen to them: each filter is a chip above, and holds for every number, chart and row.',
  },
  exploration: {
    name: 'Exploration',
    meaning:
      'A table or chart of SQL that is kept with the project for the report. It is computed again at each run and printed with its SQL; a query that no longer works is said in the report.',
  },
});

export type TermId = keyof typeof TERMS;

/** All of them, in the order in which the guide has them. */
export const termEntries = (): readonly (readonly [TermId, Term])[] =>
  Object.entries(TERMS) as [TermId, Term][];
