import { decodeChunks } from '../../domain/decode-chunks';
import { LeadlensError } from '../../domain/fault';
import type { FileSource } from '../../ports/file-source';
import type { SniffedFile } from './sniffed-file';

/** Length of the text, with what is known of it: in bytes of its own encoding, and once it is UTF-8. */
interface TextSize {
  readonly own: number | null;
  readonly least: number;
  readonly most: number;
}

function sizeOf(file: SniffedFile): TextSize {
  if (file.unpackedBytes === null) return { own: null, least: 0, most: Infinity };
  const own = file.unpackedBytes - file.bomBytes;
  if (file.encoding === 'utf-8') return { own, least: own, most: own };
  // A UTF-16 unit takes one to three bytes of UTF-8, and so does a byte of the others.
  const units = file.encoding === 'utf-16le' || file.encoding === 'utf-16be' ? own / 2 : own;
  return { own, least: units, most: units * 3 };
}

function startAlike(a: SniffedFile, b: SniffedFile): boolean {
  if (a.delimiter !== b.delimiter || a.preambleLines !== b.preambleLines) return false;
  if (a.headers.length !== b.headers.length || a.headers.some((name, i) => name !== b.headers[i]))
    return false;
  const records = Math.min(a.sample.length, b.sample.length);
  for (let i = 0; i < records; i++) {
    if (a.sample[i]?.some((value, f) => value !== b.sample[i]?.[f]) === true) return false;
  }
  return true;
}

const isStoredAlike = (a: SniffedFile, b: SniffedFile): boolean =>
  a.compression === null && b.compression === null && a.encoding === b.encoding && a.bomBytes === b.bomBytes;

/**
 * Whether two text files can hold the same text stored in two ways (packed, in another encoding, with a mark), as
 * far as their starts and sizes tell: only then is it worth reading both. Files stored alike have the same text only
 * when they have the same bytes, which their digests tell.
 */
export function mayHoldTheSame(a: SniffedFile, b: SniffedFile): boolean {
  if (a.format !== 'csv' || b.format !== 'csv' || isStoredAlike(a, b)) return false;
  const [x, y] = [sizeOf(a), sizeOf(b)];
  const isSized =
    a.encoding === b.encoding && x.own !== null && y.own !== null
      ? x.own === y.own
      : x.least <= y.most && y.least <= x.most;
  return isSized && startAlike(a, b);
}

function textOf(
  source: FileSource,
  file: SniffedFile,
  signal: AbortSignal | undefined,
): AsyncIterator<Uint8Array> {
  const { path } = file.entry;
  return decodeChunks(source.stream(path, signal), file, path)[Symbol.asyncIterator]();
}

/** The next chunk with a byte in it; null at the end. */
async function nextOf(text: AsyncIterator<Uint8Array>): Promise<Uint8Array | null> {
  for (;;) {
    const next = await text.next();
    if (next.done === true) return null;
    if (next.value.length > 0) return next.value;
  }
}

const haveSameBytes = (a: Uint8Array, b: Uint8Array, length: number): boolean => {
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return false;
  return true;
};

/**
 * Whether two files hold the same text, byte for byte once both are unpacked and UTF-8. Reads both side by side up
 * to the first difference; neither is held in memory.
 * @returns false also where one of them breaks off: it is no whole copy, and whoever reads it says why
 * @throws LeadlensError of kind `cancelled`
 */
export async function holdTheSame(
  source: FileSource,
  a: SniffedFile,
  b: SniffedFile,
  signal?: AbortSignal,
): Promise<boolean> {
  const left = textOf(source, a, signal);
  const right = textOf(source, b, signal);
  try {
    let x = await nextOf(left);
    let y = await nextOf(right);
    while (x !== null && y !== null) {
      const length = Math.min(x.length, y.length);
      if (!haveSameBytes(x, y, length)) return false;
      x = length < x.length ? x.subarray(length) : await nextOf(left);
      y = length < y.length ? y.subarray(length) : await nextOf(right);
    }
    return x === y;
  } catch (error) {
    if (!(error instanceof LeadlensError) || error.details.kind !== 'input') throw error;
    return false;
  } finally {
    await Promise.all([left.return?.(), right.return?.()]);
  }
}
