import type { FileMetaData, ParquetParsers, SchemaElement } from 'hyparquet';

/** How far from 1970 a time can be and still be one: the limit of ECMAScript dates. */
const MOST_MILLISECONDS = 8.64e15;

/** ISO text of a moment; of one that no calendar holds the bare number, which no reader takes for a date. */
export const isoFromMilliseconds = (milliseconds: number): string =>
  Math.abs(milliseconds) <= MOST_MILLISECONDS
    ? new Date(milliseconds).toISOString().replace(/(\.000)?Z$/, '')
    : `no date: ${String(milliseconds)} ms`;

const DAY = 86_400_000;

/** Dates and times as ISO text, so that nothing is shifted by a time zone on the way. */
export const PARSERS: Partial<ParquetParsers> = {
  timestampFromMilliseconds: (value: bigint) => isoFromMilliseconds(Number(value)),
  timestampFromMicroseconds: (value: bigint) => isoFromMilliseconds(Number(value / 1000n)),
  timestampFromNanoseconds: (value: bigint) => isoFromMilliseconds(Number(value / 1_000_000n)),
  dateFromDays: (days: number) => isoFromMilliseconds(days * DAY).replace(/T00:00:00$/, ''),
};

/** Precision and scale of a decimal column, whichever way the file says it; null for any other. */
export function decimalOf(
  element: SchemaElement,
): { readonly precision: number; readonly scale: number } | null {
  const logical = element.logical_type;
  if (logical?.type === 'DECIMAL') return { precision: logical.precision, scale: logical.scale };
  if (element.converted_type !== 'DECIMAL') return null;
  return { precision: element.precision ?? 0, scale: element.scale ?? 0 };
}

/** Whether values come as bytes: decimals, and what no type says to be text. */
const isBare = (element: SchemaElement): boolean =>
  decimalOf(element) !== null ||
  (element.type === 'BYTE_ARRAY' &&
    element.converted_type === undefined &&
    element.logical_type === undefined);

/**
 * The metadata with the types taken from columns that the reader would turn into doubles or broken text: their values come
 * as they are stored, and `textOf` writes them.
 */
export function withoutLossyTypes(metadata: FileMetaData): FileMetaData {
  return {
    ...metadata,
    schema: metadata.schema.map((element) => {
      if (!isBare(element)) return element;
      const { converted_type: _converted, logical_type: _logical, ...bare } = element;
      return bare;
    }),
  };
}

/** A whole number in two's complement, the highest byte first (Parquet format, DECIMAL). */
function wholeOf(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of bytes) value = value * 256n + BigInt(byte);
  const bits = BigInt(bytes.length * 8);
  return bytes.length > 0 && (bytes[0] ?? 0) >= 128 ? value - 2n ** bits : value;
}

/** A decimal with all its digits; @param unscaled the digits as a whole number */
function decimalText(unscaled: bigint, scale: number): string {
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  const sign = unscaled < 0n ? '-' : '';
  return scale === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

const UTF_8 = new TextDecoder('utf-8', { fatal: true });

/** Bytes below a space that text holds: tab and line ends. */
const isControl = (byte: number): boolean =>
  (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) || byte === 127;

/** Bytes that no type explains: text where they are text, else hex digits, as hashes are written. */
function bytesText(bytes: Uint8Array): string {
  if (!bytes.some(isControl)) {
    try {
      return UTF_8.decode(bytes);
    } catch {
      // Not UTF-8: a digest, or some other binary value, which is written as hex digits.
    }
  }
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

const jsonText = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'bigint' ? String(inner) : inner instanceof Uint8Array ? bytesText(inner) : inner,
  );

/** A value as text with all its digits; null as null. A list of one value is that value. */
export function textOf(value: unknown, element: SchemaElement): string | null {
  if (value === null || value === undefined) return null;
  const decimal = decimalOf(element);
  if (decimal !== null) {
    if (typeof value === 'bigint') return decimalText(value, decimal.scale);
    if (typeof value === 'number') return decimalText(BigInt(value), decimal.scale);
    if (value instanceof Uint8Array) return decimalText(wholeOf(value), decimal.scale);
  }
  switch (typeof value) {
    case 'string':
      return value;
    case 'bigint':
    case 'boolean':
    case 'number':
      return String(value);
    default:
      if (value instanceof Uint8Array) return bytesText(value);
      if (value instanceof Date) return isoFromMilliseconds(value.getTime());
      if (Array.isArray(value) && value.length <= 1) return textOf(value[0], { name: element.name });
      return jsonText(value);
  }
}
