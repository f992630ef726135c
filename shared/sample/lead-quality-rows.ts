import { isoDate, usDate, usTime } from './calendar';
import { csvLine } from './csv-writer';
import type { Identity, CrmLead } from './lead-quality-model';
import type { LifeState } from './lead-quality-life';

/** How one report file is laid out. */
export interface Layout {
  readonly columns: readonly Column[];
  readonly hasSeparator: boolean;
  readonly demoInWords: boolean;
  readonly padsCities: boolean;
  readonly appointmentGap: string;
}

const HEADERS = {
  entry: 'ENTRYDATE',
  number: 'LEADNUMBER',
  email: 'email_hash',
  phone: 'phone_hash',
  city: 'CITY',
  cityName: 'CityName',
  state: 'STATE',
  zip: 'ZIP',
  appointment: 'Appt Date',
  set: 'Set',
  demo: 'Demo',
  disposition: 'Dispo',
  jobStatus: 'Job Status',
  location: 'location',
} as const;
type Column = keyof typeof HEADERS;

const columns = (text: string): Column[] => text.split(' ') as Column[];
const FIRST_LAYOUT = columns(
  'entry number email phone city state zip appointment set demo disposition jobStatus',
);
const CLEAN: Layout = {
  columns: FIRST_LAYOUT,
  hasSeparator: false,
  demoInWords: false,
  padsCities: false,
  appointmentGap: ' ',
};
const messy = (names: Column[], hasSeparator: boolean, demoInWords: boolean): Layout => ({
  columns: names,
  hasSeparator,
  demoInWords,
  padsCities: true,
  appointmentGap: '  ',
});
/** The client's report changed three times, each layout for its share of the snapshots. */
const MESSY: readonly Layout[] = [
  messy(FIRST_LAYOUT, false, false),
  messy(
    columns('entry number email phone state city zip appointment demo set disposition jobStatus'),
    true,
    false,
  ),
  messy(
    columns('entry number email phone state zip appointment demo set disposition jobStatus cityName'),
    true,
    true,
  ),
  messy(
    columns(
      'entry number email phone state zip appointment demo set disposition jobStatus cityName location',
    ),
    true,
    true,
  ),
];

/** The layout of snapshot `index` of `count`. */
export function layoutOf(index: number, count: number, clean: boolean): Layout {
  return clean ? CLEAN : (MESSY[Math.floor((index * MESSY.length) / count)] as Layout);
}

export const headerLine = (layout: Layout): string => csvLine(layout.columns.map((name) => HEADERS[name]));
export const separatorLine = (layout: Layout): string => layout.columns.map(() => '-----').join(',');

/** Whether two rows of one lead give the same line in the same layout. */
export const saysTheSame = (a: ReportRow, b: ReportRow): boolean =>
  a.life === b.life && a.identity === b.identity && a.set === b.set && a.stateText === b.stateText;

/** What a line of a report says, apart from how it is written. */
export interface ReportRow {
  readonly lead: CrmLead;
  readonly identity: Identity;
  readonly life: LifeState;
  /** As the file reports it: false for everyone where the column is dead. */
  readonly set: boolean;
  /** The state that can be read from the row, from its own column or from `location`; null if there is none. */
  readonly state: string | null;
  /** The state column as it is written. */
  readonly stateText: string;
}

/** The row of a lead in a report made on `day`. */
export function rowOf(lead: CrmLead, day: number, layout: Layout, isSetDead: boolean): ReportRow {
  const life = lastBefore(lead.life, day);
  return {
    lead,
    identity: lastBefore(lead.identities, day),
    life,
    set: life.set && !isSetDead,
    state: readableState(lead, day, layout),
    stateText: writtenState(lead, day),
  };
}

/** The line of a row; `keys` are its e-mail and phone as the CRM writes them. */
export function rowLine(
  row: ReportRow,
  layout: Layout,
  keys: { readonly email: string; readonly phone: string },
): string {
  const { lead, life, stateText: state } = row;
  const inLocationOnly = lead.stateMess === 'in_location_only' && layout.columns.includes('location');
  const city = inLocationOnly ? '' : writtenCity(lead, layout);
  const flag = (on: boolean): string => (on ? '1' : '0');
  const fields: Record<Column, string> = {
    entry: usDate(lead.entry),
    number: lead.number,
    email: keys.email,
    phone: keys.phone,
    city,
    cityName: city,
    state,
    zip: lead.place.zip,
    appointment:
      life.appointment === null
        ? ''
        : `${usDate(life.appointment.day)}${layout.appointmentGap}${usTime(life.appointment.minutes)}`,
    set: flag(row.set),
    demo: layout.demoInWords ? (life.demo ? 'True' : 'False') : flag(life.demo),
    disposition: life.disposition,
    jobStatus: life.jobStatus,
    location: inLocationOnly ? `${lead.place.city} | ${lead.place.state}` : `${city} | ${state}`,
  };
  return csvLine(layout.columns.map((name) => fields[name]));
}

export const reportPath = (day: number): string => `crm_reports/report_${isoDate(day)}.csv`;

function lastBefore<T extends { readonly from: number }>(states: readonly T[], day: number): T {
  let found = states[0] as T;
  for (const state of states) if (state.from <= day) found = state;
  return found;
}

function writtenState(lead: CrmLead, day: number): string {
  switch (lead.stateMess) {
    case 'as_is':
      return lead.place.state;
    case 'empty':
    case 'in_location_only':
      return '';
    case 'blank':
      return '  ';
    case 'nu':
      return 'nu';
    case 'filled_later':
      return day >= lead.entry + 15 ? lead.place.state : '';
    case 'lost_later':
      return day >= lead.entry + 15 ? '' : lead.place.state;
  }
}

function readableState(lead: CrmLead, day: number, layout: Layout): string | null {
  if (lead.stateMess === 'in_location_only') {
    return layout.columns.includes('location') ? lead.place.state : null;
  }
  const written = writtenState(lead, day).trim();
  return written === '' || written === 'nu' ? null : written;
}

/** About a third of the cities are padded to a fixed width, some are in capitals: it depends on the lead alone. */
function writtenCity(lead: CrmLead, layout: Layout): string {
  const { city } = lead.place;
  if (!layout.padsCities) return city;
  const kind = lead.entry % 10;
  if (kind === 0) return city.toUpperCase();
  return kind < 4 ? city.padEnd(28) : city;
}
