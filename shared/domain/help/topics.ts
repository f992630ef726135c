import type { MetricId } from '../metrics';
import type { TermId } from './terms';

/** How something is done, in the order of the steps. */
export interface HowTo {
  readonly question: string;
  readonly steps: readonly string[];
}

/** What one screen, or one side of it, is about. How its numbers came to be is said of the data at hand. */
export interface HelpTopic {
  readonly title: string;
  /** The screen of the window, and where in it. */
  readonly screen: string;
  readonly params?: Readonly<Record<string, string>>;
  /** What the screen answers, in one sentence. */
  readonly answers: string;
  /** What to look out for, in one sentence. */
  readonly watch: string;
  readonly metrics: readonly MetricId[];
  readonly terms: readonly TermId[];
  readonly howTos: readonly HowTo[];
}

const topics = <Id extends string>(entries: Readonly<Record<Id, HelpTopic>>) => entries;

/** Every screen in the order of the work: help, palette and guide read the same texts. */
export const HELP_TOPICS = topics({
  home: {
    title: 'Home',
    screen: 'home',
    answers: 'Which folder of exports do you want to read, and what did you open before?',
    watch:
      'Nothing leaves this machine and no file is changed: what Leadlens remembers of a folder is a project of its own, apart from your files. Where you set a server, files are fetched from that one, and from nowhere else.',
    metrics: [],
    terms: [],
    howTos: [
      {
        question: 'Begin with your own data',
        steps: [
          'Put the exports as they are into one folder: delivered leads, CRM reports, invoices, sessions, ad spend. Subfolders are fine.',
          'Open the folder, or drop it on the window.',
          'Look at Sources first: every file stands there, also one that nothing fits.',
        ],
      },
      {
        question: 'Keep the numbers up to date',
        steps: [
          'Leave the folder open: it is watched, and the top bar says what came, changed or went.',
          'Press Update there; files that are still being written are waited for.',
          'Or turn on Update by itself in Preferences, or set times at which the folder is read.',
        ],
      },
      {
        question: 'See what the last run changed',
        steps: [
          'Home has a line for each number of the headline over the runs that the project keeps.',
          'Press What changed, or one of the lines: numbers, files and findings that came and went.',
          'Compare the funnels there sets this run against that one.',
        ],
      },
      {
        question: 'Look around without data',
        steps: ['Try the sample on this screen: made-up exports whose true numbers are known.'],
      },
    ],
  },
  board: {
    title: 'Board',
    screen: 'board',
    answers: 'What do you want to see first, of all numbers, charts, tables and findings?',
    watch:
      'What is pinned keeps its filters and is counted anew with every run; where the data do not have it any more it says why.',
    metrics: [],
    terms: [],
    howTos: [
      {
        question: 'Pin a number or a chart',
        steps: [
          'Take Pin to the board from its menu, or press Shift P on what has the focus.',
          'Drag it to its place, or move it by the arrow keys on its handle; headings stand over what follows.',
          'The board is also the first page of the report.',
        ],
      },
      {
        question: 'Write a note',
        steps: [
          'Take Write a note from the menu of a number, a chart or a finding, or press Shift N on what has the focus.',
          'All notes stand in one list: G then O. The report prints them by number.',
        ],
      },
    ],
  },
  sources: {
    title: 'Sources',
    screen: 'sources',
    answers:
      'Which files were read as what, how were their columns understood, and what became of every record?',
    watch:
      'A file that nothing fits, or a field without a column, is missing from every number that follows.',
    metrics: ['snapshots'],
    terms: ['mapping', 'record_account', 'snapshot', 'rates'],
    howTos: [
      {
        question: 'Map a column by hand',
        steps: [
          'Open the file and choose the column beside the field; three of its values show what is read.',
          'It holds for all files with the same columns, so next month’s export needs nothing.',
        ],
      },
      {
        question: 'Change the order of the snapshots',
        steps: [
          'Under the order of the snapshots move a report to an older or a newer place, then use this order; the run follows it.',
        ],
      },
      {
        question: 'Fetch the files from a server',
        steps: [
          'Press Files from a server, here or on Home, and give the address: sftp://user@host/path.',
          'Choose how you sign in: the SSH agent, a key file, or a password, which the key store of the system keeps if you want.',
          'Test and show key, compare the key with what the owner of the server says, and accept it; then fetch now.',
          'The files lie in a folder of their own, which is then open. Only what is new or changed comes; what is deleted there stays here, and is a finding.',
          'By the clock (Preferences) the app fetches first, with what the key store keeps; without a window leadlens watch --from does it, with the same address.',
        ],
      },
      {
        question: 'Set the rate of a currency',
        steps: [
          'Type how many units one USD is. It is read as numbers are written where you are, and echoed as understood.',
        ],
      },
    ],
  },
  findings: {
    title: 'Findings',
    screen: 'findings',
    answers: 'What about these data must a reader of the numbers know?',
    watch:
      'Begin with the errors: with them open a number on another screen can be wrong, and says so there.',
    metrics: [],
    terms: ['finding', 'repair', 'dead_column', 'placeholder'],
    howTos: [
      {
        question: 'Accept a repair',
        steps: [
          'Read what will change: before and after stand beside the button.',
          'Accept it; the run applies it, and the finding says what it did. Undo takes it back.',
        ],
      },
      {
        question: 'See the rows of a finding',
        steps: ['Show rows on its card opens just the rows that it counts.'],
      },
    ],
  },
  matches: {
    title: 'Matches',
    screen: 'matches',
    answers: 'How do the CRM reports link to the delivered leads, and why does the rest not?',
    watch:
      'A low match rate with one kind of reason (another algorithm, upper case, raw values) is a fault of an export and can be mended at its source.',
    metrics: [
      'match_rate',
      'identities',
      'link_weight',
      'link_probability',
      'expected_wrong_links',
      'expected_missed_links',
    ],
    terms: [
      'delivered_lead',
      'crm_lead',
      'identity',
      'link',
      'tier',
      'link_setting',
      'shared_key',
      'placeholder',
    ],
    howTos: [
      {
        question: 'Find out why a lead is not matched',
        steps: [
          'Press Ctrl K and type its lead id, lead number or hash.',
          'Its page lists the keys, all candidates with their weights, and what was decided.',
        ],
      },
    ],
  },
  review: {
    title: 'Review',
    screen: 'review',
    answers: 'Which links, people and keys must a person settle, and what does each decision change?',
    watch:
      'Items stand by their effect on the headline: the first ones matter most, and unsure changes nothing.',
    metrics: ['open_reviews', 'pair_probability'],
    terms: ['identity', 'tier', 'decision', 'stale', 'person'],
    howTos: [
      {
        question: 'Judge quickly by keyboard',
        steps: [
          'A accepts, R rejects, U is unsure; J and K go to the next and the one before.',
          'Shift A accepts all that look the same; Ctrl Z takes back.',
        ],
      },
      {
        question: 'Share decisions with a colleague',
        steps: [
          'Under History export the log; the other side imports it, and what both decided differently is asked again.',
        ],
      },
    ],
  },
  funnel: {
    title: 'Funnel',
    screen: 'funnel',
    answers:
      'How many delivered leads became an appointment, a demo, a sale; where and when, and how sure is that?',
    watch:
      'Read the interval and the span before you compare two numbers: a small segment moves by chance alone.',
    metrics: [
      'delivered',
      'matched',
      'set_reported',
      'appointment',
      'demo',
      'sale',
      'net_sale',
      'appointment_rate',
      'demo_rate',
      'sale_rate',
      'net_sale_rate',
      'cost_per_appointment',
      'expected_error',
      'days_to_appointment',
    ],
    terms: ['basis', 'link_setting', 'interval', 'span', 'young', 'dead_column', 'drill', 'brush'],
    howTos: [
      {
        question: 'See the leads behind a number',
        steps: ['Click the number, bar or point: its rows open at the right, with their SQL and CSV.'],
      },
      {
        question: 'Look at one state or campaign only',
        steps: ['Use Filter, drag over bars, or click one with Shift: the whole screen narrows.'],
      },
      {
        question: 'Say what a disposition counts as',
        steps: [
          'Break down by disposition, then Edit groups: put the word into its group. All numbers follow.',
        ],
      },
    ],
  },
  compare: {
    title: 'Compare',
    screen: 'funnel',
    params: { compare: '{"kind":"links","a":"strict","b":"linked"}' },
    answers:
      'What changed between two snapshots, two periods of entry, two kinds of links or two runs, and which leads make the difference?',
    watch:
      'Two periods hold different leads: a difference whose interval holds 0 may be chance, and a young period looks worse than it will be.',
    metrics: ['delivered', 'appointment', 'demo', 'sale'],
    terms: ['snapshot', 'link_setting', 'interval', 'young'],
    howTos: [
      {
        question: 'Find what a new report changed',
        steps: ['Funnel, Compare, Two snapshots: gained and lost open the leads that make the difference.'],
      },
    ],
  },
  trends: {
    title: 'Better or worse',
    screen: 'funnel',
    params: {
      trends:
        '{"of":"appointment","per":"delivered","dimension":"state","every":"week","by":"entry","least":30,"falseRate":0.05}',
    },
    answers:
      'Does a rate get better or worse over time, for all leads and for each state, campaign, vendor or other segment?',
    watch:
      'No change told is not no change: the interval of the difference says how great a change may still hide in so few leads.',
    metrics: ['appointment_rate', 'demo_rate', 'sale_rate'],
    terms: ['verdict', 'q', 'others', 'young', 'dead_column', 'interval', 'drill', 'brush'],
    howTos: [
      {
        question: 'Find out which segment got worse',
        steps: [
          'Funnel, Better or worse: choose the rate and what to tell apart by.',
          'Pictures with a verdict come first; click a point for its leads, or drag over weeks to narrow the screen to them.',
          'Choose how many of the verdicts may be false: 5 % is usual, 1 % is strict.',
        ],
      },
      {
        question: 'Judge small segments',
        steps: [
          'Take months instead of weeks and fewer leads as the least; what is still too few goes to Others, by name.',
        ],
      },
    ],
  },
  revenue: {
    title: 'Revenue',
    screen: 'revenue',
    answers: 'Which campaign brought the money, and what came back for what was spent?',
    watch:
      'Look at the coverage of each hop first: where few invoices find their person or campaign, the return of a campaign is a guess.',
    metrics: [
      'invoiced',
      'attributed',
      'spend',
      'roas',
      'people',
      'customers',
      'campaign_leads',
      'qualified_leads',
      'cost_per_lead',
      'cost_per_qualified_lead',
      'acquisition_cost',
    ],
    terms: ['person', 'touch', 'attribution', 'unattributed', 'rates'],
    howTos: [
      {
        question: 'Compare attribution models',
        steps: [
          'Choose the model above; the table beside it has all models, each adding up to what was invoiced.',
        ],
      },
      {
        question: 'Say which statuses are qualified',
        steps: ['Edit groups puts a status of the lead tools into the group that counts as qualified.'],
      },
    ],
  },
  explore: {
    title: 'Explore: tables',
    screen: 'explore',
    answers: 'What stands in the files and in every table that the numbers are made of, row by row?',
    watch:
      'Tables are those of the last run; measured ones have a row for each link setting, so filter by it before you count.',
    metrics: [],
    terms: ['drill', 'exploration'],
    howTos: [
      {
        question: 'Make a chart or a pivot table',
        steps: ['Choose Chart or Pivot above any table; a mark or cell opens its rows.'],
      },
      {
        question: 'Keep a pivot table for the report',
        steps: [
          'Pivot, then Add to report: it is computed again at each run and printed under Explorations.',
        ],
      },
    ],
  },
  sql: {
    title: 'Explore: SQL',
    screen: 'explore',
    params: { view: 'sql' },
    answers: 'What else do you want to ask, in SQL over every table of the last run?',
    watch:
      'Queries only read. Money is whole cents, ids are text, and a lead has a row for each link setting in int_lead_outcomes.',
    metrics: [],
    terms: ['exploration', 'drill'],
    howTos: [
      {
        question: 'Begin with a query that works',
        steps: ['Take one of the questions, or Open in SQL from any drill or chart, and change it.'],
      },
      {
        question: 'Put a result into the report',
        steps: ['Run it, choose Rows or Chart, then Add to report and give it a name.'],
      },
    ],
  },
  report: {
    title: 'Report',
    screen: 'report',
    answers: 'What do other people get: a PDF, a workbook, CSV tables, the star schema, summary.json?',
    watch:
      'A report holds the numbers of the last run, with the findings that are open; run again after files changed.',
    metrics: [],
    terms: ['exploration', 'interval', 'record_account'],
    howTos: [
      {
        question: 'Write a report for a client',
        steps: ['Choose the sections and the paper, look at the preview, then save the PDF.'],
      },
      {
        question: 'Write reports on a schedule',
        steps: [
          '`leadlens analyze FOLDER --out DIR` writes the same files without a window; `--fail-on error` ends with code 4 where a finding is an error.',
        ],
      },
    ],
  },
  preferences: {
    title: 'Preferences',
    screen: 'preferences',
    answers:
      'How does the window look and write numbers, which keys work, and where do the thresholds of the project lie?',
    watch: 'Thresholds change numbers, of everyone who opens this project; look and keys are yours alone.',
    metrics: ['link_probability'],
    terms: ['shared_key', 'placeholder'],
    howTos: [
      {
        question: 'Write numbers and dates as at home',
        steps: ['Choose the language of numbers; typed numbers are read the same way.'],
      },
    ],
  },
});

export type TopicId = keyof typeof HELP_TOPICS;

/** All of them, in the order of the work. */
export const topicEntries = (): readonly (readonly [TopicId, HelpTopic])[] =>
  Object.entries(HELP_TOPICS) as [TopicId, HelpTopic][];
