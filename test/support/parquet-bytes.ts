import { crc32 } from 'node:zlib';

/** A value of Thrift's compact protocol. */
export type Thrift =
  | { readonly i32: number }
  | { readonly i64: number | bigint }
  | { readonly flag: boolean }
  | { readonly bytes: Uint8Array | string }
  | { readonly list: readonly Thrift[] }
  | { readonly struct: Fields };
/** The fields of a struct by their number. */
export type Fields = Readonly<Record<number, Thrift>>;

export function varint(value: number | bigint): number[] {
  const bytes = [];
  let rest = BigInt(value);
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return [...bytes, Number(rest)];
}

const zigZag = (value: number | bigint): number[] => {
  const whole = BigInt(value);
  return varint(BigInt.asUintN(64, (whole << 1n) ^ (whole >> 63n)));
};

function kindOf(value: Thrift): number {
  if ('i32' in value) return 5;
  if ('i64' in value) return 6;
  if ('bytes' in value) return 8;
  if ('list' in value) return 9;
  if ('struct' in value) return 12;
  return value.flag ? 1 : 2;
}

function content(value: Thrift): number[] {
  if ('i32' in value) return zigZag(value.i32);
  if ('i64' in value) return zigZag(value.i64);
  if ('bytes' in value) {
    const bytes = Buffer.from(value.bytes);
    return [...varint(bytes.length), ...bytes];
  }
  if ('struct' in value) return thriftStruct(value.struct);
  if (!('list' in value)) return [];
  const kind = value.list[0] ? kindOf(value.list[0]) : 12;
  const { length } = value.list;
  const head = length < 15 ? [(length << 4) | kind] : [0xf0 | kind, ...varint(length)];
  return [...head, ...value.list.flatMap(content)];
}

/** A struct as it is stored: fields in the order of their numbers. */
export function thriftStruct(fields: Fields): number[] {
  let before = 0;
  const bytes = Object.entries(fields).flatMap(([name, value]) => {
    const step = Number(name) - before;
    before = Number(name);
    const kind = kindOf(value);
    const head = step < 16 ? [(step << 4) | kind] : [kind, ...zigZag(before)];
    return [...head, ...content(value)];
  });
  return [...bytes, 0];
}

/** A page: what its header claims can be told apart from what is there. */
export interface PageBytes {
  /** 0 data, 2 dictionary, 3 data of the second version. */
  readonly type?: 0 | 2 | 3;
  readonly data: readonly number[] | Uint8Array;
  readonly values: number;
  /** `Encoding` of parquet.thrift; plain where it is not told. */
  readonly encoding?: number;
  readonly packed?: number;
  readonly unpacked?: number;
  readonly crc?: number | 'right';
  /** Of a page of the second version. */
  readonly second?: { readonly nulls: number; readonly definition: number; readonly repetition?: number };
}

function pageHeader(page: PageBytes, values: number, encoding: number): Fields {
  if (page.type === 2) return { 7: { struct: { 1: { i32: values }, 2: { i32: encoding } } } };
  if (page.type !== 3)
    return {
      5: { struct: { 1: { i32: values }, 2: { i32: encoding }, 3: { i32: 3 }, 4: { i32: 3 } } },
    };
  const { nulls = 0, definition = 0, repetition = 0 } = page.second ?? {};
  return {
    8: {
      struct: {
        1: { i32: values },
        2: { i32: nulls },
        3: { i32: values },
        4: { i32: encoding },
        5: { i32: definition },
        6: { i32: repetition },
        7: { flag: false },
      },
    },
  };
}

function pageBytes(page: PageBytes): number[] {
  const data = Uint8Array.from(page.data);
  const sum = page.crc === 'right' ? crc32(data) : page.crc;
  const header: Fields = {
    1: { i32: page.type ?? 0 },
    2: { i32: page.unpacked ?? data.length },
    3: { i32: page.packed ?? data.length },
    ...(sum === undefined ? {} : { 4: { i32: sum | 0 } }),
    ...pageHeader(page, page.values, page.encoding ?? 0),
  };
  return [...thriftStruct(header), ...data];
}

/** One column without parts. */
export interface ColumnBytes {
  readonly name: string;
  /** `Type` of parquet.thrift. */
  readonly type: number;
  readonly isOptional?: boolean;
  /** Further fields of its `SchemaElement`: length 2, older annotation 6, scale 7, precision 8, annotation 10. */
  readonly element?: Fields;
  readonly pages: readonly PageBytes[];
  /** `CompressionCodec`; not packed where it is not told. */
  readonly codec?: number;
  /** Values that its chunk claims; else those of its data pages. */
  readonly values?: number;
  /** Nulls that its statistics claim. */
  readonly nulls?: number;
  /** Further fields of its `ColumnChunk`. */
  readonly chunk?: Fields;
}

/** A file of one row group, written by hand. @param claimed rows of the file, where they are not those of the group */
export function parquetBytes(columns: readonly ColumnBytes[], rows: number, claimed = rows): Uint8Array {
  const body: number[] = [...Buffer.from('PAR1')];
  const chunks = columns.map((column): Thrift => {
    const start = body.length;
    const pages = column.pages.map(pageBytes);
    for (const page of pages) for (const byte of page) body.push(byte);
    const isFirstDictionary = column.pages[0]?.type === 2;
    const counted = column.pages.reduce((sum, page) => sum + (page.type === 2 ? 0 : page.values), 0);
    const meta: Fields = {
      1: { i32: column.type },
      2: { list: [{ i32: 0 }] },
      3: { list: [{ bytes: column.name }] },
      4: { i32: column.codec ?? 0 },
      5: { i64: column.values ?? counted },
      6: { i64: body.length - start },
      7: { i64: body.length - start },
      9: { i64: start + (isFirstDictionary ? (pages[0]?.length ?? 0) : 0) },
      ...(isFirstDictionary ? { 11: { i64: start } } : {}),
      ...(column.nulls === undefined ? {} : { 12: { struct: { 3: { i64: column.nulls } } } }),
    };
    return { struct: { 2: { i64: start }, 3: { struct: meta }, ...column.chunk } };
  });
  const schema: Thrift[] = [
    { struct: { 4: { bytes: 'root' }, 5: { i32: columns.length } } },
    ...columns.map(({ name, type, isOptional = false, element = {} }): Thrift => ({
      struct: { 1: { i32: type }, 3: { i32: isOptional ? 1 : 0 }, 4: { bytes: name }, ...element },
    })),
  ];
  const footer = thriftStruct({
    1: { i32: 2 },
    2: { list: schema },
    3: { i64: claimed },
    4: { list: [{ struct: { 1: { list: chunks }, 2: { i64: body.length }, 3: { i64: rows } } }] },
  });
  const length = new Uint8Array(new Uint32Array([footer.length]).buffer);
  return Uint8Array.from([...body, ...footer, ...length, ...Buffer.from('PAR1')]);
}

/** Texts as bytes with their length before them, as a plain page has them. */
export const plainTexts = (...texts: readonly (string | Uint8Array)[]): number[] =>
  texts.flatMap((text) => {
    const bytes = Buffer.from(text);
    return [bytes.length, 0, 0, 0, ...bytes];
  });
