import CRC32 from 'crc-32';
import { compressors } from 'hyparquet-compressors';
import { ParquetDamage } from './damage';

/** CRC-32 of ISO 3309, as Parquet and gzip have it: 0 … 2³² − 1. */
export const crc32 = (bytes: Uint8Array): number => CRC32.buf(bytes) >>> 0;

const notAsLong = (): ParquetDamage => new ParquetDamage('a page does not unpack to the length that it says');

type Unpack = (input: Uint8Array, length: number) => Uint8Array;

const using =
  (codec: keyof typeof compressors): Unpack =>
  (input, length) => {
    const unpack = compressors[codec];
    if (!unpack) throw new ParquetDamage(`its pages are packed with ${codec}, which is not read here`);
    return unpack(input, length);
  };

/** Snappy says first how long it unpacks to; the unpacker believes it. */
function snappy(input: Uint8Array, length: number): Uint8Array {
  let stated = 0;
  let at = 0;
  for (; at < 5; at++) {
    const byte = input[at] ?? 0;
    stated += (byte & 127) * 2 ** (7 * at);
    if (byte < 128) break;
  }
  if (stated !== length) throw notAsLong();
  return using('SNAPPY')(input, length);
}

/** Where the part of a gzip page that unpacks to `output` from `from` on ends, by its own check sum (RFC 1952, 2.3.1). */
function gzipPartEnd(
  input: Uint8Array,
  view: DataView,
  at: number,
  output: Uint8Array,
  from: number,
): number | null {
  for (let end = at + 18; end <= input.length; end++) {
    const isLast = end === input.length;
    if (!isLast && !(input[end] === 0x1f && input[end + 1] === 0x8b && input[end + 2] === 8)) continue;
    const length = view.getUint32(end - 4, true);
    if (
      from + length <= output.length &&
      view.getUint32(end - 8, true) === crc32(output.subarray(from, from + length))
    )
      return end;
  }
  return null;
}

/** Gzip, in one part or several: each must be as its end says, which the unpacker does not look at. */
function gzip(input: Uint8Array, length: number): Uint8Array {
  const output = using('GZIP')(input, length);
  const view = new DataView(input.buffer, input.byteOffset, input.byteLength);
  let [at, from] = [0, 0];
  while (at < input.length) {
    const end = gzipPartEnd(input, view, at, output, from);
    if (end === null) throw new ParquetDamage('a gzip page does not fit its check sum');
    from += view.getUint32(end - 4, true);
    at = end;
  }
  if (from !== length) throw notAsLong();
  return output;
}

/** LZ4 blocks, into `output` from `to` on; where they end there. */
function lz4Block(input: Uint8Array, output: Uint8Array, to: number): number {
  const broken = (): ParquetDamage => new ParquetDamage('an LZ4 page is damaged');
  let [at, out] = [0, to];
  const more = (nibble: number): number => {
    let count = nibble;
    for (let byte = nibble === 15 ? 255 : 0; byte === 255; count += byte) {
      const next = input[at++];
      if (next === undefined) throw broken();
      byte = next;
    }
    return count;
  };
  while (at < input.length) {
    const token = input[at++] ?? 0;
    const literals = more(token >> 4);
    if (at + literals > input.length || out + literals > output.length) throw broken();
    output.set(input.subarray(at, at + literals), out);
    at += literals;
    out += literals;
    if (at === input.length) return out;
    const back = (input[at] ?? 0) + (input[at + 1] ?? 0) * 256;
    at += 2;
    const end = out + more(token & 15) + 4;
    if (back === 0 || back > out - to || end > output.length || at > input.length) throw broken();
    for (; out < end; out++) output[out] = output[out - back] ?? 0;
  }
  return out;
}

function lz4Raw(input: Uint8Array, length: number): Uint8Array {
  const output = new Uint8Array(length);
  if (lz4Block(input, output, 0) !== length) throw notAsLong();
  return output;
}

/** LZ4 as Hadoop frames it (two lengths before each block, the highest byte first), or bare: the format never said. */
function lz4(input: Uint8Array, length: number): Uint8Array {
  const view = new DataView(input.buffer, input.byteOffset, input.byteLength);
  const output = new Uint8Array(length);
  let [at, out] = [0, 0];
  while (at + 8 <= input.length) {
    const [unpacked, packed] = [view.getUint32(at), view.getUint32(at + 4)];
    if (out + unpacked > length || at + 8 + packed > input.length) break;
    const end = out + unpacked;
    while (out < end) {
      const start = out;
      out = lz4Block(input.subarray(at + 8, at + 8 + packed), output.subarray(0, end), out);
      if (out === start) throw notAsLong();
    }
    at += 8 + packed;
  }
  return at === input.length && out === length ? output : lz4Raw(input, length);
}

/** Windows beyond this are for archives; a damaged page claims them. */
const MOST_WINDOW = 2 ** 27;

/** Zstandard, whose unpacker makes room for whatever a frame claims (RFC 8878, 3.1.1.1). */
function zstd(input: Uint8Array, length: number): Uint8Array {
  const flags = input[4] ?? 0;
  const isSingle = (flags & 32) !== 0;
  const window = input[5] ?? 0;
  const view = new DataView(input.buffer, input.byteOffset, input.byteLength);
  const at = 5 + (isSingle ? 0 : 1) + ([0, 1, 2, 4][flags & 3] ?? 0);
  const size = [isSingle ? 1 : 0, 2, 4, 8][flags >> 6] ?? 0;
  if (at + size > input.length) throw new ParquetDamage('a Zstandard page is cut off');
  const stated = [
    null,
    () => view.getUint8(at),
    () => view.getUint16(at, true) + 256,
    null,
    () => view.getUint32(at, true),
    null,
    null,
    null,
    () => Number(view.getBigUint64(at, true)),
  ][size]?.();
  if (!isSingle && 2 ** (10 + (window >> 3)) * (1 + (window & 7) / 8) > MOST_WINDOW)
    throw new ParquetDamage('a Zstandard page claims a window that is too large');
  if (stated !== undefined && stated > length) throw notAsLong();
  return using('ZSTD')(input, length);
}

/** `CompressionCodec` of parquet.thrift: how to unpack, and how many bytes one packed byte can become at most. */
const CODECS: Readonly<Record<number, { readonly unpack: Unpack; readonly ratio: number }>> = {
  0: { unpack: (input) => input, ratio: 1 },
  1: { unpack: snappy, ratio: 32 },
  2: { unpack: gzip, ratio: 1032 },
  4: { unpack: using('BROTLI'), ratio: 2 ** 17 },
  5: { unpack: lz4, ratio: 256 },
  6: { unpack: zstd, ratio: 2 ** 16 },
  7: { unpack: lz4Raw, ratio: 256 },
};

const NAMES = ['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'LZO', 'BROTLI', 'LZ4', 'ZSTD', 'LZ4_RAW'];

/** Bytes of one page, unpacked: no more are held. */
const MOST_BYTES = 2 ** 30;

/**
 * Unpacks a page; memory is what its packed bytes can become, not what a header claims.
 * @param length that it must have then
 * @throws ParquetDamage where it does not, or where the codec is not known
 */
export function unpackPage(codec: number, input: Uint8Array, length: number): Uint8Array {
  const known = CODECS[codec];
  if (!known)
    throw new ParquetDamage(
      `its pages are packed with ${NAMES[codec] ?? `codec ${String(codec)}`}, which is not read here`,
      {
        hint: 'Export it with Snappy, Zstandard or gzip.',
      },
    );
  // Nothing is nothing, however it is packed: the dictionary of a column without a value.
  if (length === 0) return new Uint8Array();
  if (length > MOST_BYTES || length > input.length * known.ratio + 64)
    throw new ParquetDamage(
      `a page claims to unpack from ${String(input.length)} to ${String(length)} bytes`,
    );
  let output: Uint8Array;
  try {
    output = known.unpack(input, length);
  } catch (error) {
    if (error instanceof ParquetDamage) throw error;
    throw new ParquetDamage(`a page packed with ${NAMES[codec] ?? ''} is damaged`);
  }
  if (output.length !== length) throw notAsLong();
  return output;
}
