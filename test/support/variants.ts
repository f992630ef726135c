import { gzipSync } from 'node:zlib';
import { PROFILES } from '../../shared/stages/classify/profile';
import type { FileSource } from '../../shared/ports/file-source';
import { memoryFiles } from './memory-files';
import { mapCells, parseCsv, parseParquet, writeCsv, writeParquet, type Table, type Writing } from './table';

type Files = Readonly<Record<string, Uint8Array>>;

/** The exports of a folder as tables. */
export interface Exports {
  readonly leadsPath: string;
  readonly leads: Table;
  readonly reports: readonly { readonly path: string; readonly table: Table }[];
}

export async function readExports(files: Files): Promise<Exports> {
  const paths = Object.keys(files);
  const leadsPath = paths.find((path) => path.endsWith('.parquet'));
  if (leadsPath === undefined) throw new Error('No leads in the folder');
  return {
    leadsPath,
    leads: await parseParquet(files[leadsPath] as Uint8Array),
    reports: paths
      .filter((path) => path.endsWith('.csv'))
      .map((path) => ({ path, table: parseCsv(files[path] as Uint8Array) })),
  };
}

/** Writes the folder: the leads as Parquet, the reports in one dialect. */
export const writeExports = (exports: Exports, writing: Partial<Writing> = {}): Files => ({
  [exports.leadsPath]: writeParquet(exports.leads),
  ...Object.fromEntries(exports.reports.map(({ path, table }) => [path, writeCsv(table, writing)])),
});

const mapReports = (exports: Exports, change: (table: Table, index: number) => Table): Exports => ({
  ...exports,
  reports: exports.reports.map(({ path, table }, i) => ({ path, table: change(table, i) })),
});

/** A source of chance: a whole number from 0 to below `below`. */
export type Chance = (below: number) => number;

function shuffled<T>(values: readonly T[], chance: Chance): readonly T[] {
  const result = [...values];
  for (let i = result.length - 1; i > 0; i--) {
    const j = chance(i + 1);
    [result[i], result[j]] = [result[j] as T, result[i] as T];
  }
  return result;
}

function reorderColumns(table: Table, chance: Chance): Table {
  const order = shuffled(
    table.header.map((_, i) => i),
    chance,
  );
  const pick = (cells: readonly string[]): readonly string[] => order.map((i) => cells[i] ?? '');
  return { header: pick(table.header), records: table.records.map(pick) };
}

const folded = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The field that a header of the samples and of the known exports feeds. */
function fieldOf(source: 'crm_report' | 'delivered_leads', header: string): string | null {
  return (
    PROFILES[source].fields.find((field) => field.aliases.some((alias) => folded(alias) === folded(header)))
      ?.field ?? null
  );
}

/** Every column under another name that the profile knows for its field, and for no other field. */
function renameColumns(table: Table, source: 'crm_report' | 'delivered_leads', chance: Chance): Table {
  const { fields } = PROFILES[source];
  return {
    ...table,
    header: table.header.map((header) => {
      const name = fieldOf(source, header);
      const field = fields.find((f) => f.field === name);
      if (!field) return header;
      // A name that states a currency says more than another name does.
      const names = field.aliases.filter(
        (alias) =>
          (field.impliesCurrency[alias] ?? 'USD') === 'USD' &&
          fields.every((f) => f === field || f.aliases.every((a) => folded(a) !== folded(alias))),
      );
      return names[chance(names.length)] ?? header;
    }),
  };
}

const US_DATE = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(.*)$/;

const dayFirst = (cell: string): string => cell.replace(US_DATE, '$2/$1/$3$4');

function isoDate(cell: string): string {
  const parts = US_DATE.exec(cell);
  if (!parts) return cell;
  const [, month = '', day = '', year = '', rest = ''] = parts;
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = /(\d{1,2}):(\d{2})(?::\d{2})?\s*([AP]M)?/i.exec(rest);
  if (!time) return date;
  const [, hour = '0', minute = '00', half] = time;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0);
  return `${date}T${String(hours).padStart(2, '0')}:${minute}:00`;
}

const upperHash = (cell: string): string => (/^[0-9a-f]{32,64}$/.test(cell) ? cell.toUpperCase() : cell);

const separator = (table: Table): readonly string[] => table.header.map(() => '-----');
const isSeparator = (record: readonly string[]): boolean => record.every((cell) => /^-+$/.test(cell));

const utf16 =
  (order: 'LE' | 'BE') =>
  (text: string): Uint8Array => {
    const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
    return new Uint8Array(order === 'LE' ? bytes : bytes.swap16());
  };

/** The same folder, told in another way. */
export type Variant = (exports: Exports, chance: Chance) => Files;

const written =
  (writing: Partial<Writing>): Variant =>
  (exports) =>
    writeExports(exports, writing);

const movedTo =
  (place: (path: string, index: number) => string): Variant =>
  (exports) => {
    const files = Object.entries(writeExports(exports));
    return Object.fromEntries(files.map(([path, bytes], i) => [place(path, i), bytes]));
  };

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** With one snapshot stored a second time, in another way. */
const withCopy =
  (name: (path: string) => string, store: (bytes: Uint8Array) => Uint8Array): Variant =>
  (exports, chance) => {
    const files = writeExports(exports);
    const twice = exports.reports[chance(exports.reports.length)]?.path ?? '';
    return { ...files, [name(twice)]: store(files[twice] as Uint8Array) };
  };

const recoded =
  (encode: (text: string) => Uint8Array) =>
  (bytes: Uint8Array): Uint8Array =>
    encode(new TextDecoder().decode(bytes));

/** What must not change a number, by name. */
export const VARIANTS: Readonly<Record<string, Variant>> = {
  'with files renamed': (exports, chance) => {
    const numbers = shuffled(
      exports.reports.map((_, i) => i + 1),
      chance,
    );
    return {
      'what we sent.parquet': writeParquet(exports.leads),
      ...Object.fromEntries(
        exports.reports.map(({ table }, i) => [`export ${String(numbers[i])}.csv`, writeCsv(table)]),
      ),
    };
  },
  'with columns in another order': (exports, chance) =>
    writeExports({
      ...mapReports(exports, (table) => reorderColumns(table, chance)),
      leads: reorderColumns(exports.leads, chance),
    }),
  'with columns under their other names': (exports, chance) =>
    writeExports({
      ...mapReports(exports, (table) => renameColumns(table, 'crm_report', chance)),
      leads: renameColumns(exports.leads, 'delivered_leads', chance),
    }),
  'separated by semicolons': written({ delimiter: ';' }),
  'separated by tabs': written({ delimiter: '\t' }),
  'separated by bars': written({ delimiter: '|' }),
  'in UTF-16, little end first': written({ encode: utf16('LE') }),
  'in UTF-16, big end first': written({ encode: utf16('BE') }),
  'in Windows-1252': written({ encode: (text) => new Uint8Array(Buffer.from(text, 'latin1')) }),
  'with a byte-order mark': written({ encode: (text) => new Uint8Array(Buffer.from(`\ufeff${text}`)) }),
  'packed with gzip': (exports) =>
    Object.fromEntries(
      Object.entries(writeExports(exports)).map(([path, bytes]) =>
        path.endsWith('.csv') ? [`${path}.gz`, new Uint8Array(gzipSync(bytes))] : [path, bytes],
      ),
    ),
  'with hashes in upper case': (exports) =>
    writeExports(mapReports(exports, (table) => mapCells(table, upperHash))),
  'with hashes in upper case on the other side': (exports) =>
    writeExports({ ...exports, leads: mapCells(exports.leads, upperHash) }),
  'with the day first in all dates': (exports) =>
    writeExports(mapReports(exports, (table) => mapCells(table, dayFirst))),
  'with ISO dates': (exports) => writeExports(mapReports(exports, (table) => mapCells(table, isoDate))),
  'with lines above the header and a total below': written({
    preamble: ['Lead report of the client', 'made by hand, 4 pages', ''],
    hasTotal: true,
  }),
  'with a drawn line under every header': (exports) =>
    writeExports(
      mapReports(exports, (table) => ({
        ...table,
        records: [separator(table), ...table.records.filter((record) => !isSeparator(record))],
      })),
    ),
  'without drawn lines': (exports) =>
    writeExports(
      mapReports(exports, (table) => ({
        ...table,
        records: table.records.filter((record) => !isSeparator(record)),
      })),
    ),
  'with every field quoted': written({ quoted: true }),
  'with CRLF at the ends of lines': written({ lineEnd: '\r\n' }),
  'with LF at the ends of lines': written({ lineEnd: '\n' }),
  'with CR at the ends of lines': written({ lineEnd: '\r' }),
  'with one snapshot twice': withCopy(
    (path) => `copies/again ${baseName(path)}`,
    (bytes) => bytes,
  ),
  'with one snapshot twice, once packed': withCopy(
    (path) => `${path}.gz`,
    (bytes) => new Uint8Array(gzipSync(bytes)),
  ),
  'with one snapshot twice, once in UTF-16': withCopy(
    (path) => `old/${baseName(path)}`,
    recoded(utf16('LE')),
  ),
  'with one snapshot twice, once in Windows-1252': withCopy(
    (path) => `old/${baseName(path)}`,
    recoded((text) => new Uint8Array(Buffer.from(text, 'latin1'))),
  ),
  'with one snapshot twice, once with a byte-order mark': withCopy(
    (path) => `old/${baseName(path)}`,
    recoded((text) => new Uint8Array(Buffer.from(`\ufeff${text}`))),
  ),
  'in sub-folders': movedTo((path, i) => `a/${String(i % 3)}/deep/${baseName(path)}`),
  'with the leads as CSV': (exports) => {
    const { [exports.leadsPath]: parquet, ...reports } = writeExports(exports);
    return { ...reports, ...(parquet && { 'leads.csv': writeCsv(exports.leads) }) };
  },
  'with records in another order': (exports, chance) =>
    writeExports(mapReports(exports, (table) => ({ ...table, records: shuffled(table.records, chance) }))),
};

/** How a folder is told in several ways at once. */
export interface Telling {
  readonly delimiter: string;
  readonly lineEnd: string;
  readonly quoted: boolean;
  readonly hasPreamble: boolean;
  readonly hasTotal: boolean;
  readonly encoding: keyof typeof ENCODINGS;
  readonly dates: keyof typeof DATES;
  readonly upperHashes: boolean;
  readonly packed: boolean;
  readonly seed: number;
}

export const ENCODINGS = {
  utf8: (text: string): Uint8Array => new Uint8Array(Buffer.from(text)),
  utf8Marked: (text: string): Uint8Array => new Uint8Array(Buffer.from(`\ufeff${text}`)),
  utf16le: utf16('LE'),
  utf16be: utf16('BE'),
  windows1252: (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1')),
};

export const DATES = {
  monthFirst: (cell: string): string => cell,
  dayFirst,
  iso: isoDate,
};

/** Columns renamed and reordered, and all that the telling says, at once. */
export function retold(exports: Exports, telling: Telling): Files {
  const chance = chanceOf(telling.seed);
  const told = mapReports(exports, (table) => {
    const named = reorderColumns(renameColumns(table, 'crm_report', chance), chance);
    return mapCells(named, (cell) => {
      const dated = DATES[telling.dates](cell);
      return telling.upperHashes ? upperHash(dated) : dated;
    });
  });
  const files = writeExports(told, {
    delimiter: telling.delimiter,
    lineEnd: telling.lineEnd,
    quoted: telling.quoted,
    preamble: telling.hasPreamble ? ['Lead report', 'Page 1 of 1', ''] : [],
    hasTotal: telling.hasTotal,
    encode: ENCODINGS[telling.encoding],
  });
  if (!telling.packed) return files;
  return Object.fromEntries(
    Object.entries(files).map(([path, bytes]) =>
      path.endsWith('.csv') ? [`${path}.gz`, new Uint8Array(gzipSync(bytes))] : [path, bytes],
    ),
  );
}

/** The files in memory, listed in another order. */
export function listedInAnotherOrder(files: Files, chance: Chance): FileSource {
  const source = memoryFiles(files);
  return {
    ...source,
    list: async (signal) => {
      const listing = await source.list(signal);
      return { ...listing, files: shuffled(listing.files, chance) };
    },
  };
}

/** Chance from a seed: the same seed, the same numbers. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0 || 1;
  return (below) => {
    // Xorshift: small, and good enough to shuffle with.
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return Math.floor(((state >>> 0) / 2 ** 32) * below);
  };
}

/** Replaces letters in the cities by ones that are not ASCII, so that the encoding matters. */
export const withAccents = (exports: Exports): Exports =>
  mapReports(exports, (table) =>
    mapCells(table, (cell) =>
      /^[A-Z][a-z]+(?: [A-Z][a-z]+)*\s*$/.test(cell) ? cell.replace('o', 'ó') : cell,
    ),
  );
