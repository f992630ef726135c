import { stageOfLine } from '../../shared/charts/trend-chart';
import { CONVERSIONS, conversionName } from '../../shared/domain/conversions';
import { METRICS } from '../../shared/domain/metrics';
import type { Table } from './rows-behind';
import type { ButtonOfPage, Opened } from './seen';

/** What a number of the screen is of the rows behind it. */
export interface Take {
  readonly name: string;
  readonly of: (rows: Table) => number;
  /** What of it the panel must say, since it is not how many rows there are. */
  readonly said: readonly Take[];
}

/** A number as it is shown, and what it must be of the rows that it opens. */
export interface Claim {
  readonly shown: string;
  readonly take: Take;
  /** One of the numbers of a sentence. */
  readonly isAmong?: boolean;
}

const ROWS: Take = { name: 'rows', of: (rows) => rows.lines.length, said: [] };
const toSay = (take: Omit<Take, 'said'>): Take => ({ ...take, said: [{ ...take, said: [] }] });
const sum = (column: string): Take => toSay({ name: `sum of ${column}`, of: (rows) => rows.sum(column) });
const distinct = (column: string): Take =>
  toSay({ name: `different ${column}`, of: (rows) => rows.distinct(column) });
const ratio = (over: Take, under: Take): Take => ({
  name: `${over.name} / ${under.name}`,
  of: (rows) => over.of(rows) / under.of(rows),
  said: [...over.said, ...under.said],
});
const INVOICES = distinct('invoice_no');
const CREDIT = sum('credit');
const RETURN = ratio(sum('revenue'), sum('spend'));

/** What the chart says where the pointer is, by label. */
export type Lines = readonly (readonly [label: string, value: string])[];

const line = (lines: Lines, label: string | RegExp, take: Take): Claim[] => {
  const found = lines.find(([name]) => (typeof label === 'string' ? name === label : label.test(name)));
  return found ? [{ shown: found[1], take }] : [];
};

interface PictureClaims {
  readonly title: RegExp;
  readonly of: (lines: Lines, series: string | null, opened: Opened) => readonly Claim[];
}

const SNAPSHOT_LINES: Readonly<Record<string, string>> = {
  appointment: 'Appointments',
  set_reported: 'Set (reported)',
  demo: 'Demos',
  sale: 'Sales',
};
const MOVEMENT_LINES: Readonly<Record<string, string>> = { agedOut: 'Aged out', vanished: 'Vanished' };
const TIER_LINES: Readonly<Record<string, RegExp>> = {
  both: /^Both/,
  email_only: /^E-mail/,
  phone_only: /^Phone/,
  conflict: /^Conflict/,
  none: /^None/,
};

/** The name of the metric that a panel is about: it says "Appointments: Texas". */
const metricOf = ({ title }: Opened): string => title.split(':')[0] ?? '';

const PICTURES: readonly PictureClaims[] = [
  { title: /^How far delivered leads got/, of: (lines) => line(lines, 'Leads', ROWS) },
  {
    title: /^Stages in each snapshot/,
    of: (lines, series) => line(lines, SNAPSHOT_LINES[stageOfLine(series ?? '')] ?? 'Rows', sum('row_count')),
  },
  {
    title: /^Leads that came and went/,
    of: (lines, series) => line(lines, MOVEMENT_LINES[series ?? ''] ?? 'New', ROWS),
  },
  { title: /^From the first report to the last/, of: (lines) => line(lines, 'Leads', ROWS) },
  { title: /^Weeks of entry as they grow/, of: (lines) => line(lines, 'With appointment date', ROWS) },
  { title: /^Days from entry to appointment/, of: (lines) => line(lines, 'Leads', ROWS) },
  {
    title: /^ROAS by campaign/,
    of: (lines) => [...line(lines, 'Invoices', INVOICES), ...line(lines, /^Revenue/, CREDIT)],
  },
  {
    title: / by (?!weight|tier)/,
    // Where nobody is, nothing opens.
    of: (lines, _series, opened) => line(lines, opened.kind === 'rows' ? metricOf(opened) : 'Leads', ROWS),
  },
  { title: / against /, of: (lines) => line(lines, 'Leads', ROWS) },
  { title: /^Identities by tier/, of: (lines) => line(lines, 'Identities', ROWS) },
  {
    title: /^Links by weight/,
    of: (lines, series) =>
      series === null
        ? [
            {
              shown: String(lines.reduce((all, [, value]) => all + Number(value.replaceAll(/\D/g, '')), 0)),
              take: ROWS,
            },
          ]
        : line(lines, TIER_LINES[series] ?? /./, ROWS),
  },
  {
    title: /^Revenue and spend over time/,
    of: (lines, series) =>
      series === 'spend'
        ? line(lines, 'Spend', sum('cost'))
        : series === 'attributed'
          ? line(lines, 'Attributed', CREDIT)
          : [...line(lines, 'Invoices', INVOICES), ...line(lines, 'Invoiced', CREDIT)],
  },
  {
    title: /^From the invoice to the spend/,
    of: (lines) => [...line(lines, /^Followed/, sum('amount')), ...line(lines, 'Invoices', ROWS)],
  },
  { title: /^Leads on their way to an invoice/, of: (lines) => line(lines, 'People', ROWS) },
];

/** What a mark of a picture says of the rows that it opens; none where nothing is known of such a picture. */
export const claimsOfMark = (
  title: string,
  series: string | null,
  lines: Lines,
  opened: Opened,
): readonly Claim[] =>
  isRateOverTime(lines)
    ? line(lines, metricOf(opened), ROWS)
    : (PICTURES.find((picture) => picture.title.test(title))?.of(lines, series, opened) ?? []);

/** Whether a mark or a line is of a rate over time: such pictures are called by their segments. */
const isRateOverTime = (lines: Lines): boolean =>
  lines.some(([label]) => CONVERSIONS.some((conversion) => conversionName(conversion) === label)) ||
  (lines.some(([label]) => label === 'Period') && lines.some(([label]) => label === '95 % to'));

/** A line of the table twin, by the heads of its columns. */
export const claimsOfTwin = (title: string, cells: Lines, opened: Opened): readonly Claim[] => {
  if (/^Links by weight/.test(title)) {
    const links = cells.slice(2).reduce((all, [, value]) => all + Number(value.replaceAll(/\D/g, '')), 0);
    return [{ shown: String(links), take: ROWS }];
  }
  if (/^Revenue and spend over time/.test(title)) {
    return [...line(cells, 'Invoices', INVOICES), ...line(cells, /^Invoiced/, CREDIT)];
  }
  if (/^From the invoice to the spend/.test(title)) {
    return [
      ...line(cells, /^Amount/, sum('amount')).map((claim) => ({
        ...claim,
        shown: claim.shown.replace('−', ''),
      })),
      ...line(cells, 'Invoices', ROWS),
    ];
  }
  return claimsOfMark(title, null, cells, opened);
};

interface ButtonClaims {
  readonly screen: RegExp;
  readonly is: (button: ButtonOfPage) => boolean;
  readonly take: Take | ((button: ButtonOfPage, where: Where) => Take);
  /** What of the button is its number; its text where it says nothing. */
  readonly shown?: (button: ButtonOfPage) => string;
  readonly isAmong?: boolean;
}

const tile = (label: RegExp) => (button: ButtonOfPage) => label.test(button.tile);
const under = (heading: RegExp, column: RegExp) => (button: ButtonOfPage) =>
  heading.test(button.under) && column.test(button.column);

/** What a stage costs: the price of all leads, by those of them that reached it. */
const costOf = (label: string, hash: string): Take => {
  const basis = hash.includes('basis=latest') ? 'latest' : 'ever';
  const stage = Object.values(METRICS).find(
    (metric) => label === `Cost per ${metric.name.toLowerCase().replace(/s$/, '')}`,
  );
  const column = stage && 'stage' in stage ? stage.stage.column : 'none';
  return {
    name: `price / leads with ${column}`,
    of: (rows) => rows.sum('price_cents') / 100 / rows.with(`has_${column}_${basis}`, 'true'),
    said: [],
  };
};

/** How the screen counts. */
export interface Where {
  /** Its address. */
  readonly hash: string;
  /** Which measure a table of models compares. */
  readonly measure: string;
}

const BUTTONS: readonly ButtonClaims[] = [
  {
    screen: /funnel/,
    is: tile(/^Cost per /),
    take: ({ tile: label }, { hash }) => costOf(label.replace(/,.*$/, ''), hash),
  },
  { screen: /revenue/, is: tile(/^Invoiced/), take: sum('amount') },
  { screen: /revenue/, is: tile(/^Attributed/), take: CREDIT },
  { screen: /revenue/, is: tile(/^Spend/), take: sum('cost') },
  { screen: /revenue/, is: tile(/^ROAS/), take: RETURN },
  { screen: /revenue/, is: under(/./, /^Spend/), take: sum('cost') },
  { screen: /revenue/, is: under(/^What a lead/, /^Customers/), take: distinct('customer_uid') },
  {
    screen: /revenue/,
    is: under(/^Campaigns under every model/, /./),
    take: (_button, { measure }) =>
      measure === 'ROAS'
        ? RETURN
        : measure === 'Acquisition cost'
          ? ratio(sum('spend'), distinct('customer_uid'))
          : measure === 'Invoices'
            ? INVOICES
            : CREDIT,
  },
  {
    screen: /findings/,
    is: ({ text }) => text === 'Show rows',
    take: ROWS,
    shown: ({ beside }) => beside,
    isAmong: true,
  },
  {
    screen: /matches/,
    is: ({ under: heading }) => heading === 'Worklists',
    take: ROWS,
    shown: ({ beside }) => beside,
  },
  {
    screen: /revenue/,
    is: (button) => button.text === 'Repeats',
    take: distinct('person_no'),
    shown: ({ beside }) => /\S+(?= of them)/.exec(beside)?.[0] ?? '',
  },
];

/** What a part of the page of a lead, a person, an invoice or a campaign says in its heading. */
export const sectionClaims = ({ under }: ButtonOfPage): readonly Claim[] => [
  { shown: /\p{Nd}[\p{Nd}.,\s]*$/u.exec(under)?.[0] ?? '', take: ROWS },
];

/** What a button says of the rows that it opens. */
export function claimsOfButton(button: ButtonOfPage, where: Where): readonly Claim[] {
  const found = BUTTONS.find((one) => one.screen.test(where.hash) && one.is(button));
  const take = typeof found?.take === 'function' ? found.take(button, where) : (found?.take ?? ROWS);
  return [{ shown: found?.shown?.(button) ?? button.text, take, isAmong: found?.isAmong === true }];
}
