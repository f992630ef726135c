import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Plugin } from 'vite';

const SECTION_IMPORT = 2;
const SECTION_EXPORT = 7;

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

/**
 * The module without the exports that only extensions loaded later would link to: C++ names, and second forms of
 * functions (`orig$`), unless the module asks for them itself. Extensions are switched off here, and the 70,000 names
 * cost most of the start: each becomes a JavaScript object and a place in a table.
 */
export function withoutLinkExports(bytes: Uint8Array): Uint8Array {
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
        reader.byte();
        reader.number();
        const isOfLinking = name.startsWith('_Z') || name.startsWith('orig$');
        if (!isOfLinking || imports.has(name.replace(/^orig\$/, '')))
          kept.push(bytes.subarray(from, reader.at));
      }
      const content = Buffer.concat([Uint8Array.from(numberBytes(kept.length)), ...kept]);
      const head = Uint8Array.from([SECTION_EXPORT, ...numberBytes(content.length)]);
      return Buffer.concat([bytes.subarray(0, start), head, content, bytes.subarray(end)]);
    }
    reader.at = end;
  }
  throw new Error('The database module has no exports: it is not what this build knows.');
}

/** Puts the database beside the command line. @param from file of the package @param fileName in the output folder */
export const databaseForNode = (from: string, fileName: string): Plugin => ({
  name: 'database-for-node',
  async generateBundle() {
    this.emitFile({ type: 'asset', fileName, source: withoutLinkExports(await readFile(from)) });
  },
});

/** Makes the database that the page loads as light as that of the command line. @param from file of the package */
export const databaseForPage = (from: string): Plugin => ({
  name: 'database-for-page',
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'asset' || !basename(file.fileName).startsWith(basename(from, '.wasm'))) continue;
      if (typeof file.source !== 'string') file.source = withoutLinkExports(file.source);
    }
  },
});
