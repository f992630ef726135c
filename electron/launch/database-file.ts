import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Plugin } from 'vite';

const SECTION_IMPORT = 2;
const SECTION_EXPORT = 7;
/** Kind of an export. */
const FUNCTION = 0;

/** Reads the parts of a WebAssembly module that stand before its code (WebAssembly Core Specification, chapter 5). */
class Reader {
  at = 0;

  constructor(readonly bytes: Uint8Array) {}

  byte(): number {
    return this.bytes[this.at++] ?? 0;
  }

  number(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  }

  name(): string {
    const length = this.number();
    this.at += length;
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset + this.at - length, length).toString(
      'latin1',
    );
  }

  limits(): void {
    const flags = this.number();
    this.number();
    if ((flags & 1) === 1) this.number();
  }

  /** What is imported: a function, table, memory, global or tag. */
  imported(): void {
    const kind = this.byte();
    if (kind === 0) this.number();
    else if (kind === 2) this.limits();
    else if (kind === 3) this.at += 2;
    else {
      this.byte();
      if (kind === 1) this.limits();
      else this.number();
    }
  }
}

function numberBytes(value: number): readonly number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 0x80) return [...bytes, rest];
    bytes.push((rest & 0x7f) | 0x80);
  }
}

/** All names that a script writes. */
export const namesIn = (script: string): ReadonlySet<string> => new Set(script.match(/[\w$]+/g));

/**
 * The module without the exports that only extensions loaded later would link to: those that neither the
 * scripts of the package name, nor the module itself asks for. Extensions are switched off here, and the 74,000 names cost
 * most of the start: each becomes a JavaScript object and a place in a table.
 * @param named what the scripts name; some names of theirs have an underscore before
 */
export function withoutLinkExports(bytes: Uint8Array, named: ReadonlySet<string>): Uint8Array {
  const reader = new Reader(bytes);
  const imports = new Set<string>();
  reader.at = 8;
  while (reader.at < bytes.length) {
    const start = reader.at;
    const section = reader.byte();
    const length = reader.number();
    const end = reader.at + length;
    if (section === SECTION_IMPORT) {
      for (let left = reader.number(); left > 0; left--) {
        reader.name();
        imports.add(reader.name());
        reader.imported();
      }
    } else if (section === SECTION_EXPORT) {
      const kept: Uint8Array[] = [];
      for (let left = reader.number(); left > 0; left--) {
        const from = reader.at;
        const name = reader.name();
        const kind = reader.byte();
        reader.number();
        const isAsked =
          named.has(name) ||
          named.has(`_${name}`) ||
          imports.has(name.replace(/^orig\$/, '')) ||
          // Put together from the types of the function that is called.
          name.startsWith('dynCall_');
        const isData = kind !== FUNCTION && !name.startsWith('_Z');
        if (isAsked || isData) kept.push(bytes.subarray(from, reader.at));
      }
      const content = Buffer.concat([Uint8Array.from(numberBytes(kept.length)), ...kept]);
      const head = Uint8Array.from([SECTION_EXPORT, ...numberBytes(content.length)]);
      return Buffer.concat([bytes.subarray(0, start), head, content, bytes.subarray(end)]);
    }
    reader.at = end;
  }
  throw new Error('The database module has no exports: it is not what this build knows.');
}

/** The database of the package, as light as this program can have it. @param folder `dist` of the package */
async function lightDatabase(folder: string, module?: Uint8Array): Promise<Uint8Array> {
  const scripts = await Promise.all(
    ['duckdb-node-blocking.cjs', 'duckdb-browser-blocking.mjs'].map((name) =>
      readFile(join(folder, name), 'utf8'),
    ),
  );
  return withoutLinkExports(module ?? (await readFile(join(folder, FILE))), namesIn(scripts.join('\n')));
}

const FILE = 'duckdb-eh.wasm';

/**
 * Puts the database beside the command line, and its digest beside it: to digest it takes longer than all else that a run
 * does whose answer is kept. @param folder `dist` of the package @param fileName in the output folder
 */
export const databaseForNode = (folder: string, fileName: string): Plugin => ({
  name: 'database-for-node',
  async generateBundle() {
    const source = await lightDatabase(folder);
    this.emitFile({ type: 'asset', fileName, source });
    const digest = createHash('sha256').update(source).digest('hex');
    this.emitFile({ type: 'asset', fileName: `${fileName}.sha256`, source: `${digest}\n` });
  },
});

/** Makes the database that the page loads as light as that of the command line. @param folder `dist` of the package */
export const databaseForPage = (folder: string): Plugin => ({
  name: 'database-for-page',
  async generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'asset' || !basename(file.fileName).startsWith(basename(FILE, '.wasm'))) continue;
      if (typeof file.source !== 'string') file.source = await lightDatabase(folder, file.source);
    }
  },
});
