/** Bytes that are kept or left out together. */
const PAGE_BYTES = 4096;
/** Words before the numbers of the pages: pages, bytes of the memory, places in the table, mark of the module. */
const HEAD_WORDS = 4;
/** Words of a module from which its mark is made. */
const SAMPLES = 8192;

/** The memory of a program of WebAssembly that is open and set up, for others of its module to begin with. */
export interface KeptStart {
  readonly memoryBytes: number;
  /** Functions in its table: the memory holds their places. */
  readonly tableLength: number;
  /** Mark of its module. */
  readonly module: number;
  /** Numbers of the pages that are not as empty memory is, and their contents one after the other. */
  readonly pages: Uint32Array;
  readonly contents: Uint8Array;
}

/** A number that tells modules apart, from words taken evenly over all of it: to read the whole takes longer than it saves. */
export function moduleMark(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const stride = Math.max(4, Math.floor(bytes.length / SAMPLES) & ~3);
  let mark = bytes.length;
  for (let at = 0; at + 4 <= bytes.length; at += stride) {
    // The mixing of MurmurHash3 (Austin Appleby, public domain).
    mark = Math.imul(mark ^ view.getUint32(at, true), 0xcc9e2d51);
    mark = Math.imul((mark << 15) | (mark >>> 17), 0x1b873593);
  }
  return mark >>> 0;
}

const isEmpty = (memory: Uint32Array, page: number): boolean =>
  memory.subarray((page * PAGE_BYTES) / 4, ((page + 1) * PAGE_BYTES) / 4).every((word) => word === 0);

/**
 * Takes a memory down.
 * @param before the same memory when its module was just linked: what was not empty then is taken down even where it is now
 */
export function takeDown(
  memory: ArrayBuffer,
  before: ArrayBuffer,
  tableLength: number,
  module: number,
): KeptStart {
  const [now, then] = [new Uint32Array(memory), new Uint32Array(before)];
  const pages: number[] = [];
  for (let page = 0; page < memory.byteLength / PAGE_BYTES; page++) {
    if (!isEmpty(now, page) || (page < before.byteLength / PAGE_BYTES && !isEmpty(then, page)))
      pages.push(page);
  }
  const contents = new Uint8Array(pages.length * PAGE_BYTES);
  for (const [i, page] of pages.entries())
    contents.set(new Uint8Array(memory, page * PAGE_BYTES, PAGE_BYTES), i * PAGE_BYTES);
  return { memoryBytes: memory.byteLength, tableLength, module, pages: Uint32Array.from(pages), contents };
}

/** Puts a kept start into the memory of a module that was just linked. */
export function putBack({ pages, contents }: KeptStart, memory: WebAssembly.Memory): void {
  const bytes = new Uint8Array(memory.buffer);
  pages.forEach((page, i) => {
    bytes.set(contents.subarray(i * PAGE_BYTES, (i + 1) * PAGE_BYTES), page * PAGE_BYTES);
  });
}

/** A kept start as a file. */
export function encodeStart({ memoryBytes, tableLength, module, pages, contents }: KeptStart): Uint8Array {
  const head = Uint32Array.from([pages.length, memoryBytes, tableLength, module, ...pages]);
  const file = new Uint8Array(head.byteLength + contents.length);
  file.set(new Uint8Array(head.buffer));
  file.set(contents, head.byteLength);
  return file;
}

/** @throws RangeError where the file is not whole */
export function decodeStart(file: Uint8Array): KeptStart {
  const words = (from: number, count: number): Uint32Array =>
    // A copy of its own: the bytes of a file may stand anywhere in a larger buffer.
    new Uint32Array(new Uint8Array(file.subarray(from * 4, (from + count) * 4)).buffer);
  const [count = 0, memoryBytes = 0, tableLength = 0, module = 0] = words(0, HEAD_WORDS);
  const from = (HEAD_WORDS + count) * 4;
  if (file.length !== from + count * PAGE_BYTES)
    throw new RangeError('The kept start of the database is not whole.');
  return { memoryBytes, tableLength, module, pages: words(HEAD_WORDS, count), contents: file.subarray(from) };
}
