import type { Report, ReportRow } from '../plain/leads/facts';
import { writeCsv } from '../table';
import { dayAfter, type Dice } from './dice';
import type { WorldFile } from './world';

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
/** Ways to write a day that leave one reading. */
const DAYS: readonly ((iso: string) => string)[] = [
  (iso) => iso,
  (iso) => `${iso.slice(5, 7)}/${iso.slice(8)}/${iso.slice(0, 4)}`,
  (iso) => `${String(Number(iso.slice(8)))}-${MONTHS[Number(iso.slice(5, 7)) - 1] ?? ''}-${iso.slice(0, 4)}`,
  (iso) => iso.replaceAll('-', ''),
  (iso) => `${iso}T00:00:00Z`,
];
const TIMES: readonly ((at: string) => string)[] = [
  (at) => at,
  (at) => at.replace(' ', 'T'),
  (at) => {
    const hour = Number(at.slice(11, 13));
    return `${at.slice(5, 7)}/${at.slice(8, 10)}/${at.slice(0, 4)} ${String(hour % 12 || 12)}:${at.slice(14, 16)}${hour < 12 ? 'AM' : 'PM'}`;
  },
];
const FLAGS = [
  ['1', '0'],
  ['True', 'False'],
  ['yes', 'no'],
  ['X', 'N'],
] as const;
/** Names of a snapshot and the date in them. */
const NAMES: readonly ((date: string, i: number) => readonly [name: string, named: string | null])[] = [
  (date) => [`report_${date}`, date],
  (date) => [`crm_${date.replaceAll('-', '')}`, date],
  (date) => [`report_${date}_0930`, `${date}T09:30:00`],
  (date) => [`report ${date.slice(5, 7)}-${date.slice(8)}-${date.slice(0, 4)}`, date],
  (date) => [
    `report ${String(Number(date.slice(8)))} ${MONTHS[Number(date.slice(5, 7)) - 1] ?? ''} ${date.slice(0, 4)}`,
    date,
  ],
  (_, i) => [`data_${String(i + 1)}`, null],
  (_, i) => [`report (${String(i + 1)})`, null],
];

const HEADERS: Readonly<Record<keyof ReportRow, readonly string[]>> = {
  leadNumber: ['LEADNUMBER', 'lead_number', 'Lead #'],
  email: ['email_hash', 'hashed_email'],
  phone: ['phone_hash', 'hashed_phone'],
  entryOn: ['ENTRYDATE', 'entry_on', 'Entry Date'],
  city: ['CITY', 'CityName'],
  state: ['STATE', 'ST'],
  zip: ['ZIP', 'Zip Code'],
  appointmentAt: ['Appt Date', 'appointment_at'],
  isSet: ['Set', 'is_set'],
  isDemo: ['Demo', 'is_demo'],
  disposition: ['Dispo', 'Disposition'],
  jobStatus: ['Job Status', 'job_status'],
};
const FIELDS = Object.keys(HEADERS) as (keyof ReportRow)[];

/** How all reports of a world are written. */
interface Style {
  readonly name: (typeof NAMES)[number];
  readonly day: (typeof DAYS)[number];
  readonly numberEnd: string;
  readonly keyCase: boolean;
}

interface Written {
  readonly report: Report;
  readonly file: WorldFile;
}

const withSingleSpaces = (word: string | null): string | null => word?.replaceAll(/\s+/g, ' ') ?? null;

function writeReport(rows: readonly ReportRow[], i: number, style: Style, dice: Dice): Written {
  const [name, named] = style.name(dayAfter('2026-01-05', i * 7), i);
  const path = `crm/${name}.csv`;
  const isPlaced = dice.is(0.25);
  const headers = FIELDS.map((field) => dice.pick(HEADERS[field]));
  const [yes, no] = dice.pick(FLAGS);
  const time = dice.pick(TIMES);
  const isUpper = style.keyCase && dice.is(0.5);
  const badSet = dice.rate(0.1);
  let cellIssues = 0;
  const kept: ReportRow[] = [];
  const flag = (value: boolean | null): string => (value === null ? '' : value ? yes : no);
  const empty = (): string => dice.pick(['', '', '-----', 'N/A']);
  const records: string[][] = [];
  let [separators, rejected] = [0, 0];
  for (const meant of rows) {
    if (dice.is(0.02)) {
      records.push([...FIELDS.map(() => '-----'), ...(isPlaced ? ['-----'] : [])]);
      separators++;
    }
    const isBad = dice.is(badSet);
    const row = {
      ...meant,
      isSet: isBad ? null : meant.isSet,
      disposition: withSingleSpaces(meant.disposition),
      jobStatus: withSingleSpaces(meant.jobStatus),
    };
    if (isBad) cellIssues++;
    kept.push(row);
    const cells: Record<keyof ReportRow, string> = {
      leadNumber: `${row.leadNumber}${style.numberEnd}`,
      email: row.email ?? '',
      phone: row.phone ?? empty(),
      entryOn: row.entryOn === null ? '' : style.day(row.entryOn),
      city: row.city === null || isPlaced ? '' : `${row.city}${dice.pick(['', '   '])}`,
      state: row.state === null || isPlaced ? '' : dice.is(0.1) ? row.state.toLowerCase() : row.state,
      zip: row.zip ?? '',
      appointmentAt: row.appointmentAt === null ? '' : time(row.appointmentAt),
      isSet: isBad ? 'perhaps' : flag(row.isSet),
      isDemo: flag(row.isDemo),
      disposition: meant.disposition ?? empty(),
      jobStatus: meant.jobStatus ?? '',
    };
    const written = isUpper ? { ...cells, email: cells.email.toUpperCase() } : cells;
    records.push([
      ...FIELDS.map((field) => written[field]),
      ...(isPlaced ? [`${row.city ?? ''} | ${row.state ?? ''}`] : []),
    ]);
  }
  if (dice.is(0.1)) {
    records.push([
      ...FIELDS.map((field) => (field === 'zip' ? '73301' : field === 'disposition' ? 'Data' : '')),
      ...(isPlaced ? [''] : []),
    ]);
    rejected++;
  }
  const bytes = writeCsv(
    { header: [...headers, ...(isPlaced ? ['location'] : [])], records },
    { delimiter: dice.pick([',', ';', '\t']), lineEnd: dice.pick(['\n', '\r\n']), quoted: dice.is(0.2) },
  );
  return {
    report: { file: path, named, nameOrder: i, rows: kept },
    file: { path, source: 'crm_report', bytes, records: records.length, separators, rejected, cellIssues },
  };
}

/** Writes the reports of a world. Of reports without a date in their names that are the same, one is there. */
export function writeReports(snapshots: readonly (readonly ReportRow[])[], dice: Dice): readonly Written[] {
  const style: Style = {
    name: dice.pick(NAMES),
    day: dice.pick(DAYS),
    numberEnd: dice.pick(['', '', '', '.0']),
    keyCase: dice.is(0.2),
  };
  const written = snapshots.flatMap((rows, i): Written[] =>
    rows.length === 0 ? [] : [writeReport(rows, i, style, dice)],
  );
  // Now and then the last report is that of some weeks ago again, byte for byte.
  const older = written.at(-3);
  if (older && older.report.named !== null && dice.is(0.3)) {
    const [name, named] = style.name(dayAfter('2026-01-05', snapshots.length * 7), snapshots.length);
    const path = `crm/${name}.csv`;
    const report = { ...older.report, file: path, named, nameOrder: snapshots.length };
    written.push({ report, file: { ...older.file, path } });
  }
  return written.filter(
    ({ report, file }, i) =>
      report.named !== null ||
      !written.slice(0, i).some((other) => Buffer.compare(other.file.bytes, file.bytes) === 0),
  );
}
