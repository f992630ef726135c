import { LeadlensError } from './fault';
import { singleByteToUtf8, type SingleByteEncoding, type TextEncoding } from './encoding';

/** The most that a packed file may unpack to: what the database can hold, with room to spare. */
const MAX_UNPACKED_BYTES = 4 * 2 ** 30;
/** More than this from one packed byte is no export but a trap; looked at only beyond `RATIO_FROM_BYTES`. */
const MAX_RATIO = 1000;
const RATIO_FROM_BYTES = 64 * 2 ** 20;

/** What a file's bytes need before they are UTF-8 text without a byte-order mark. */
export interface Decoding {
  readonly encoding: TextEncoding;
  readonly compression: 'gzip' | null;
  /** Length of the byte-order mark in the unpacked bytes; 0 where there is none. */
  readonly bomBytes: number;
}

function inputFault(
  file: string,
  code: string,
  message: string,
  hint: string,
  cause?: unknown,
): LeadlensError {
  return new LeadlensError(
    { kind: 'input', code, message, hint, file },
    cause === undefined ? undefined : { cause },
  );
}

function gunzipFault(file: string, error: unknown): LeadlensError {
  if (error instanceof LeadlensError) return error;
  const text = error instanceof Error ? error.message : String(error);
  if (/unexpected end|Z_BUF_ERROR|incomplete|premature/i.test(text)) {
    return inputFault(
      file,
      'truncated_gzip',
      `${file} ends in the middle of its compressed data: rows are missing.`,
      'Copy or download the file again.',
      error,
    );
  }
  return inputFault(
    file,
    'bad_gzip',
    `${file} cannot be unpacked: its compressed data is damaged, or something else follows it.`,
    'Copy or download the file again, or unpack it yourself.',
    error,
  );
}

/**
 * Unpacks gzip with its checksum checked.
 * @throws LeadlensError `truncated_gzip`, `bad_gzip` or `unpacks_too_large`, naming the file
 */
async function* gunzip(chunks: AsyncIterable<Uint8Array>, file: string): AsyncGenerator<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  let packed = 0;
  let unpacked = 0;
  let sourceFailure: { readonly error: unknown } | null = null;
  const input = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const next = await iterator.next();
        if (next.done === true) {
          controller.close();
          return;
        }
        packed += next.value.length;
        controller.enqueue(next.value);
      } catch (error) {
        // A reading fault must not come out of the unpacker as if the data were damaged.
        sourceFailure = { error };
        controller.error(error);
      }
    },
    async cancel() {
      await iterator.return?.();
    },
  });
  // The hosts' types disagree on what may be written into it; bytes may in all of them.
  const unpacker = new DecompressionStream('gzip') as {
    readonly readable: ReadableStream<Uint8Array>;
    readonly writable: never;
  };
  const reader = input.pipeThrough(unpacker).getReader();
  let finished = false;
  try {
    for (;;) {
      const next = await reader.read();
      if (next.done) {
        finished = true;
        return;
      }
      unpacked += next.value.length;
      if (unpacked > MAX_UNPACKED_BYTES || (unpacked > RATIO_FROM_BYTES && unpacked > packed * MAX_RATIO)) {
        throw inputFault(
          file,
          'unpacks_too_large',
          `${file} unpacks to more than ${unpacked > MAX_UNPACKED_BYTES ? '4 GB' : `${String(MAX_RATIO)} times its size`}.`,
          'Check where the file comes from; split it, or leave it out.',
        );
      }
      yield next.value;
    }
  } catch (error) {
    finished = !(error instanceof LeadlensError);
    const failure = sourceFailure as { readonly error: unknown } | null;
    if (failure !== null) throw failure.error;
    throw gunzipFault(file, error);
  } finally {
    if (!finished) await reader.cancel();
  }
}

async function* withoutStart(chunks: AsyncIterable<Uint8Array>, bytes: number): AsyncGenerator<Uint8Array> {
  let left = bytes;
  for await (const chunk of chunks) {
    if (left >= chunk.length) {
      left -= chunk.length;
      continue;
    }
    yield left === 0 ? chunk : chunk.subarray(left);
    left = 0;
  }
}

async function* utf16ToUtf8(
  chunks: AsyncIterable<Uint8Array>,
  encoding: 'utf-16le' | 'utf-16be',
): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  const encoder = new TextEncoder();
  for await (const chunk of chunks) yield encoder.encode(decoder.decode(chunk, { stream: true }));
  yield encoder.encode(decoder.decode());
}

async function* eachChunk(
  chunks: AsyncIterable<Uint8Array>,
  encoding: SingleByteEncoding,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) yield singleByteToUtf8(chunk, encoding);
}

/**
 * The raw bytes of a file as UTF-8 without a byte-order mark: unpacked, then transcoded. Bytes that claim to be
 * UTF-8 pass as they are; whoever reads records looks at them.
 * @param file relative path, for faults
 * @throws LeadlensError of kind `input` when packed data is cut off, damaged or unpacks to too much
 */
export function decodeChunks(
  chunks: AsyncIterable<Uint8Array>,
  decoding: Decoding,
  file: string,
): AsyncIterable<Uint8Array> {
  const unpacked = decoding.compression === 'gzip' ? gunzip(chunks, file) : chunks;
  const text = decoding.bomBytes > 0 ? withoutStart(unpacked, decoding.bomBytes) : unpacked;
  switch (decoding.encoding) {
    case 'utf-8':
      return text;
    case 'utf-16le':
    case 'utf-16be':
      return utf16ToUtf8(text, decoding.encoding);
    case 'windows-1252':
    case 'macintosh':
    case 'ibm850':
      return eachChunk(text, decoding.encoding);
  }
}
