import { ParquetDamage } from './damage';
import type { Raw } from './raw-values';
import type { Meaning, TimeUnit } from './meaning';
import type { Leaf } from './schema';

const DAY_NANOSECONDS = 86_400_000_000_000n;
const PER_SECOND: Readonly<Record<TimeUnit, bigint>> = { ms: 1_000n, us: 1_000_000n, ns: 1_000_000_000n };
const DIGITS: Readonly<Record<TimeUnit, number>> = { ms: 3, us: 6, ns: 9 };

/** Days from 1970 that ECMAScript dates hold. */
const MOST_DAYS = 100_000_000;

/** Days that were written before: files hold few. */
const KNOWN_DAYS = new Map<number, string>();
const MOST_KNOWN_DAYS = 10_000;

const two = (value: bigint): string => value.toString().padStart(2, '0');

/** Days since 1970 as ISO text; of a day that no calendar holds a text that no reader takes for one. */
function dateText(days: number): string {
  if (Math.abs(days) > MOST_DAYS) return `no date: day ${String(days)}`;
  const known = KNOWN_DAYS.get(days);
  if (known !== undefined) return known;
  const text = new Date(days * 86_400_000).toISOString().replace(/T.*$/, '');
  if (KNOWN_DAYS.size < MOST_KNOWN_DAYS) KNOWN_DAYS.set(days, text);
  return text;
}

/** A time of day: hours, minutes, seconds, and what is behind them as far as it is not nothing, in threes. */
function timeText(value: bigint, unit: TimeUnit): string {
  const per = PER_SECOND[unit];
  const seconds = value / per;
  const rest = (value % per)
    .toString()
    .padStart(DIGITS[unit], '0')
    .replace(/(?:000)+$/, '');
  const time = `${two(seconds / 3600n)}:${two((seconds / 60n) % 60n)}:${two(seconds % 60n)}`;
  return rest === '' ? time : `${time}.${rest}`;
}

/** A moment as ISO text without a zone, with all digits that it has. */
function timestampText(value: bigint, unit: TimeUnit): string {
  const perDay = 86_400n * PER_SECOND[unit];
  let days = value / perDay;
  if (value < 0n && value % perDay !== 0n) days -= 1n;
  if (Math.abs(Number(days)) > MOST_DAYS) return `no date: ${String(value)} ${unit}`;
  return `${dateText(Number(days))}T${timeText(value - days * perDay, unit)}`;
}

/** Nanoseconds of the day, then the Julian day (Parquet's `INT96`, as Impala and Spark wrote times). */
function int96Text(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, 12);
  const nanoseconds = view.getBigUint64(0, true);
  const days = BigInt(view.getInt32(8, true)) - 2_440_588n;
  return timestampText(days * DAY_NANOSECONDS + nanoseconds, 'ns');
}

/** A whole number in two's complement, the highest byte first. */
function wholeOf(bytes: Uint8Array): bigint {
  if (bytes.length === 0) throw new ParquetDamage('a decimal has no bytes');
  return BigInt.asIntN(bytes.length * 8, BigInt(`0x${hex(bytes)}`));
}

/** A decimal with all its digits; @param unscaled the digits as a whole number */
function decimalText(unscaled: bigint, scale: number): string {
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  const sign = unscaled < 0n ? '-' : '';
  return scale === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** IEEE 754 of 16 bits, the lowest byte first. */
function halfOf(bytes: Uint8Array): number {
  const bits = (bytes[0] ?? 0) + (bytes[1] ?? 0) * 256;
  const sign = bits >> 15 ? -1 : 1;
  const [exponent, fraction] = [(bits >> 10) & 31, bits & 1023];
  if (exponent === 0) return sign * 2 ** -24 * fraction;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * 2 ** (exponent - 15) * (1 + fraction / 1024);
}

const hex = (bytes: Uint8Array): string => {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
};

const uuidText = (bytes: Uint8Array): string =>
  hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

const UTF_8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes below a space that text holds: tab and line ends. */
const isControl = (byte: number): boolean =>
  (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) || byte === 127;

function utf8(bytes: Uint8Array): string | null {
  try {
    return UTF_8.decode(bytes);
  } catch {
    return null;
  }
}

/** Bytes that are no text, so that nothing takes them for one and no two of them become the same. */
const noText = (bytes: Uint8Array): string => `no text: ${hex(bytes)}`;

/** Values that are looked at before a column of bytes is called text. */
export const LOOKED_AT = 1000;

/** Writes the values of one leaf as text. */
export class Texts {
  readonly of: (raw: Raw) => string;
  /** Whether the text is also a number of JSON, or a boolean. */
  readonly isBare: boolean;
  /** Of bytes that no type explains: whether they are text or, like digests, hex digits; null until some were seen. */
  #isText: boolean | null = null;
  constructor({ meaning, path, physical }: Leaf) {
    if (meaning.is === 'unread')
      throw new ParquetDamage(`column ${path.join('.')} ${meaning.why}`, {
        hint: 'Export it as text, or leave it out of the mapping.',
        column: path[0] ?? null,
      });
    this.of = this.#writer(meaning, physical === 'INT32');
    this.isBare = ['boolean', 'integer', 'decimal', 'float', 'double', 'half'].includes(meaning.is);
  }

  get isUndecided(): boolean {
    return this.#isText === null;
  }

  /**
   * Decides once, for the whole column, what its bytes are: text where most of these are. Decided by each value for
   * itself, one digest in many would look like text and be another key.
   */
  decide(sample: readonly Raw[]): void {
    const bytes = sample.filter((raw) => raw instanceof Uint8Array);
    if (bytes.length === 0) return;
    const texts = bytes.filter((value) => !value.some(isControl) && utf8(value) !== null);
    this.#isText = texts.length * 2 > bytes.length;
  }

  #writer(meaning: Exclude<Meaning, { is: 'unread' }>, isNarrow: boolean): (raw: Raw) => string {
    switch (meaning.is) {
      case 'text':
        this.#isText = true;
        return (raw) => utf8(bytesOf(raw)) ?? noText(bytesOf(raw));
      case 'bytes':
        return (raw) => {
          const bytes = bytesOf(raw);
          return this.#isText === true ? (utf8(bytes) ?? noText(bytes)) : hex(bytes);
        };
      case 'date':
        return (raw) => dateText(Number(raw));
      case 'time':
        return (raw) =>
          BigInt(asNumber(raw)) < 0n
            ? `no time: ${String(raw)}`
            : timeText(BigInt(asNumber(raw)), meaning.unit);
      case 'timestamp':
        return (raw) => timestampText(BigInt(asNumber(raw)), meaning.unit);
      case 'int96':
        return (raw) => int96Text(bytesOf(raw));
      case 'uuid':
        return (raw) => uuidText(bytesOf(raw));
      case 'half':
        return (raw) => String(halfOf(bytesOf(raw)));
      case 'integer':
        return meaning.signed
          ? String
          : (raw) =>
              BigInt.asUintN(isNarrow ? Math.min(32, meaning.bits) : 64, BigInt(asNumber(raw))).toString();
      case 'decimal':
        return (raw) => decimalText(raw instanceof Uint8Array ? wholeOf(raw) : BigInt(raw), meaning.scale);
      case 'nothing':
        return () => {
          throw new ParquetDamage('a column of nulls has a value');
        };
      case 'boolean':
      case 'float':
      case 'double':
        return String;
    }
  }
}

function bytesOf(raw: Raw): Uint8Array {
  if (raw instanceof Uint8Array) return raw;
  throw new ParquetDamage('a value is of another kind than its column');
}

function asNumber(raw: Raw): number | bigint {
  if (typeof raw === 'number' || typeof raw === 'bigint') return raw;
  throw new ParquetDamage('a value is of another kind than its column');
}
