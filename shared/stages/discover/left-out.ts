import { ownValue } from '../../domain/own-value';
import type { FileEntry, FileSource } from '../../ports/file-source';
import { sniffDialect } from './dialect';
import { decodeHead, sniffEncoding, wholeLines } from './text-start';

/** Why a file is not read, and whether data may be missing for it. */
export interface LeftOut {
  readonly reason: string;
  readonly hint: string;
  readonly looksLikeData: boolean;
}

const HEAD_BYTES = 64 * 1024;

const extensionOf = (path: string): string => /\.([^./]+)$/.exec(path.trimEnd())?.[1]?.toLowerCase() ?? '';

/** Files that hold tables in a form that is not read, with what to do. */
const DATA_FORMATS: Readonly<Record<string, readonly [what: string, hint: string]>> = {
  xls: ['is an old Excel workbook (.xls)', 'Open it in Excel and save it as .xlsx or CSV (UTF-8).'],
  xlsb: ['is a binary Excel workbook (.xlsb)', 'Open it in Excel and save it as .xlsx or CSV (UTF-8).'],
  ods: ['is an OpenDocument spreadsheet (.ods)', 'Save it as .xlsx or CSV (UTF-8).'],
  numbers: ['is a Numbers spreadsheet (.numbers)', 'Export it as CSV (UTF-8).'],
  avro: ['is an Avro file', 'Export it as CSV or Parquet.'],
  orc: ['is an ORC file', 'Export it as CSV or Parquet.'],
  feather: ['is a Feather file', 'Export it as CSV or Parquet.'],
  arrow: ['is an Arrow file', 'Export it as CSV or Parquet.'],
  sqlite: ['is a database', 'Export its tables as CSV.'],
  db: ['is a database', 'Export its tables as CSV.'],
  mdb: ['is a database', 'Export its tables as CSV.'],
  accdb: ['is a database', 'Export its tables as CSV.'],
};

const ARCHIVE = /^(?:zip|7z|rar|tar|tgz|gz|bz2|xz|zst|lz4)$/;

/** Files that people keep beside their exports and that hold no tables. */
const OTHER_KINDS = new Set(
  (
    'md markdown html htm pdf doc docx odt rtf ppt pptx odp key pages png jpg jpeg gif svg webp ico bmp tif tiff heic ' +
    'mp3 mp4 mov avi wav js mjs ts tsx jsx css scss py rb sh bat ps1 sql r ipynb yml yaml toml ini cfg conf xml xsd ' +
    'eml msg ics vcf lock log exe dll so dmg iso url lnk webloc ttf otf woff woff2 pem crt'
  ).split(' '),
);

/** Whether the name says that a file is of a kind that holds no tables. */
export const isOtherKind = (path: string): boolean => OTHER_KINDS.has(extensionOf(path));

const NOT_LISTED =
  'Only .csv, .tsv, .txt, .jsonl, .json, .xlsx and .parquet files are read, the text ones also as .gz.';

/** Whether text has records: nearly all lines with the same fields, two at least. */
function hasTable(head: Uint8Array, isCut: boolean): boolean {
  const form = sniffEncoding(head);
  if (!form) return false;
  const text = wholeLines(decodeHead(head, form.encoding, form.bomBytes), isCut);
  const dialect = sniffDialect(text);
  return (
    dialect !== null && dialect.headers.length > 1 && dialect.sample.length > 0 && dialect.agreement >= 0.9
  );
}

const beginsWith = (bytes: Uint8Array, text: string): boolean =>
  [...text].every((character, i) => bytes[i] === character.charCodeAt(0));

/** Names in a ZIP archive stand unpacked before each file, and all together at its end. */
async function zipHoldsData(source: FileSource, entry: FileEntry, head: Uint8Array): Promise<boolean> {
  const tail = await source.read(entry.path, Math.max(0, entry.bytes - HEAD_BYTES), entry.bytes);
  const names = [head, tail].map((bytes) => new TextDecoder().decode(bytes)).join('\n');
  return /\.(?:csv|tsv|txt|jsonl?|ndjson|xlsx?|parquet|gz)/i.test(names);
}

/**
 * Says why a file that is none of the data files is not read. Its first bytes are looked at where its name tells
 * nothing.
 * @throws LeadlensError of kind `input` when it cannot be read
 */
export async function whyLeftOut(source: FileSource, entry: FileEntry): Promise<LeftOut> {
  const extension = extensionOf(entry.path);
  const head = await source.read(entry.path, 0, Math.min(HEAD_BYTES, entry.bytes));
  const isTable = head.length > 0 && hasTable(head, head.length < entry.bytes);
  const format = ownValue(DATA_FORMATS, extension);
  // Text that is called .xls is common: programs open it without a word.
  if (format && !isTable)
    return { reason: `${format[0]}, which is not read.`, hint: format[1], looksLikeData: true };
  if (extension === 'zip' || beginsWith(head, 'PK\x03\x04')) {
    return {
      reason: 'is a ZIP archive, which is not read.',
      hint: 'Unpack it, and put the files in it into the folder.',
      looksLikeData: !OTHER_KINDS.has(extension) && (await zipHoldsData(source, entry, head)),
    };
  }
  if (ARCHIVE.test(extension)) {
    return {
      reason: `is an archive (.${extension}), which is not read.`,
      hint: 'Unpack it, and put the files in it into the folder.',
      looksLikeData: true,
    };
  }
  if (OTHER_KINDS.has(extension)) {
    return { reason: `is a .${extension} file.`, hint: NOT_LISTED, looksLikeData: false };
  }
  if (entry.path !== entry.path.trimEnd()) {
    return {
      reason: 'has a space at the end of its name.',
      hint: 'Rename it without that space.',
      looksLikeData: true,
    };
  }
  const looksLikeData = beginsWith(head, 'PAR1') || isTable;
  return looksLikeData
    ? {
        reason: `looks like a table, but ${extension === '' ? 'its name has no ending' : `its name ends in .${extension}`}.`,
        hint: `Rename it. ${NOT_LISTED}`,
        looksLikeData,
      }
    : {
        reason: extension === '' ? 'has no ending in its name.' : `is a .${extension} file.`,
        hint: NOT_LISTED,
        looksLikeData,
      };
}
