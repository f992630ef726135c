import type { Struct } from './thrift';

/** How values are stored (`Type` of parquet.thrift), by its number there. */
export const PHYSICAL = [
  'BOOLEAN',
  'INT32',
  'INT64',
  'INT96',
  'FLOAT',
  'DOUBLE',
  'BYTE_ARRAY',
  'FIXED_LEN_BYTE_ARRAY',
] as const;
export type Physical = (typeof PHYSICAL)[number];

export type TimeUnit = 'ms' | 'us' | 'ns';

/** What the values of a column are. `unread`: why nobody here can say. */
export type Meaning =
  | { readonly is: 'text' | 'bytes' | 'date' | 'boolean' | 'int96' | 'uuid' | 'nothing' }
  | { readonly is: 'float' | 'double' | 'half' }
  | { readonly is: 'integer'; readonly bits: number; readonly signed: boolean }
  | { readonly is: 'decimal'; readonly precision: number; readonly scale: number }
  | { readonly is: 'time' | 'timestamp'; readonly unit: TimeUnit }
  | { readonly is: 'unread'; readonly why: string };

/** More digits than any writer keeps behind the point; a damaged file claims thousands of millions. */
const MOST_SCALE = 255;

const UNITS: readonly (TimeUnit | undefined)[] = [undefined, 'ms', 'us', 'ns'];

function timeOf(is: 'time' | 'timestamp', kind: Struct): Meaning {
  const unit = UNITS[kind.struct(2)?.which ?? 0];
  return unit === undefined ? { is: 'unread', why: `is a ${is} of an unknown unit` } : { is, unit };
}

function decimalOf(scale: number | null, precision: number | null): Meaning {
  const [digits, behind] = [precision ?? 0, scale ?? 0];
  return behind < 0 || behind > MOST_SCALE || digits < 1 || behind > digits
    ? {
        is: 'unread',
        why: `is a decimal of ${String(digits)} digits, ${String(behind)} of them behind the point`,
      }
    : { is: 'decimal', precision: digits, scale: behind };
}

/** The `LogicalType` of parquet.thrift. */
function logicalMeaning(logical: Struct): Meaning {
  const which = logical.which ?? 0;
  const kind = logical.struct(which);
  if (kind === null) return { is: 'unread', why: 'is of an unknown kind' };
  switch (which) {
    case 1: // STRING
    case 4: // ENUM
    case 12: // JSON
      return { is: 'text' };
    case 5:
      return decimalOf(kind.int(1), kind.int(2));
    case 6:
      return { is: 'date' };
    case 7:
      return timeOf('time', kind);
    case 8:
      return timeOf('timestamp', kind);
    case 10:
      return { is: 'integer', bits: kind.int(1) ?? 0, signed: kind.flag(2) ?? true };
    case 11:
      return { is: 'nothing' };
    case 13:
      return { is: 'unread', why: 'is BSON' };
    case 14:
      return { is: 'uuid' };
    case 15:
      return { is: 'half' };
    case 17: // GEOMETRY
    case 18: // GEOGRAPHY
      return { is: 'bytes' };
    default:
      return { is: 'unread', why: `is of a kind that is not known here (number ${String(which)})` };
  }
}

const int = (bits: number, signed: boolean): Meaning => ({ is: 'integer', bits, signed });

/** The older annotation, `ConvertedType` of parquet.thrift. */
function convertedMeaning(converted: number, element: Struct): Meaning {
  switch (converted) {
    case 0: // UTF8
    case 4: // ENUM
    case 19: // JSON
      return { is: 'text' };
    case 5:
      return decimalOf(element.int(7), element.int(8));
    case 6:
      return { is: 'date' };
    case 7:
      return { is: 'time', unit: 'ms' };
    case 8:
      return { is: 'time', unit: 'us' };
    case 9:
      return { is: 'timestamp', unit: 'ms' };
    case 10:
      return { is: 'timestamp', unit: 'us' };
    case 11:
    case 12:
    case 13:
    case 14:
      return int(2 ** (converted - 8), false);
    case 15:
    case 16:
    case 17:
    case 18:
      return int(2 ** (converted - 12), true);
    case 20:
      return { is: 'unread', why: 'is BSON' };
    case 21:
      return { is: 'unread', why: 'is a span of time (INTERVAL)' };
    default:
      return { is: 'unread', why: `is of a kind that is not known here (older number ${String(converted)})` };
  }
}

const PLAIN: Readonly<Record<Physical, Meaning>> = {
  BOOLEAN: { is: 'boolean' },
  INT32: int(32, true),
  INT64: int(64, true),
  INT96: { is: 'int96' },
  FLOAT: { is: 'float' },
  DOUBLE: { is: 'double' },
  BYTE_ARRAY: { is: 'bytes' },
  FIXED_LEN_BYTE_ARRAY: { is: 'bytes' },
};

/** Whether values of this kind can be stored so. */
function fits(meaning: Meaning, physical: Physical, length: number): boolean {
  switch (meaning.is) {
    case 'unread':
    case 'nothing':
      return true;
    case 'text':
      return physical === 'BYTE_ARRAY';
    case 'date':
      return physical === 'INT32';
    case 'integer':
      return [8, 16, 32].includes(meaning.bits)
        ? physical === 'INT32'
        : meaning.bits === 64 && physical === 'INT64';
    case 'decimal':
      return physical === 'INT32' || physical === 'INT64' || PLAIN[physical].is === 'bytes';
    case 'time':
      return physical === (meaning.unit === 'ms' ? 'INT32' : 'INT64');
    case 'timestamp':
      return physical === 'INT64';
    case 'uuid':
      return physical === 'FIXED_LEN_BYTE_ARRAY' && length === 16;
    case 'half':
      return physical === 'FIXED_LEN_BYTE_ARRAY' && length === 2;
    case 'bytes':
      return PLAIN[physical].is === 'bytes';
    default:
      return meaning.is === PLAIN[physical].is;
  }
}

/** What the values of a leaf are, by its `SchemaElement`: the newer annotation, else the older, else how they are stored. */
export function meaningOf(element: Struct, physical: Physical): Meaning {
  const logical = element.struct(10);
  const converted = element.int(6);
  const older = converted === null ? null : convertedMeaning(converted, element);
  const newer = logical === null ? null : logicalMeaning(logical);
  if (newer !== null && older !== null && JSON.stringify(newer) !== JSON.stringify(older))
    return newer.is === 'unread'
      ? newer
      : { is: 'unread', why: 'is of one kind by its newer and of another by its older annotation' };
  const meaning = newer ?? older ?? PLAIN[physical];
  return fits(meaning, physical, element.int(2) ?? 0)
    ? meaning
    : { is: 'unread', why: `is said to be ${kindName(meaning)}, but is stored as ${physical}` };
}

/** A kind in words, as columns of a file are described. */
export function kindName(meaning: Meaning): string {
  switch (meaning.is) {
    case 'decimal':
      return `decimal(${String(meaning.precision)},${String(meaning.scale)})`;
    case 'integer':
      return `${meaning.signed ? '' : 'u'}int${String(meaning.bits)}`;
    case 'time':
    case 'timestamp':
      return `${meaning.is}(${meaning.unit})`;
    case 'int96':
      return 'timestamp(ns)';
    case 'text':
      return 'string';
    default:
      return meaning.is;
  }
}
