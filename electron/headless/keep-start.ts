// The last step of the build: starts the database once, so that no run has to start it from nothing.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compileDatabase } from './compile-database';
import { keepStart } from './duckdb-node';
import { encodeStart } from './kept-start';

const start = await keepStart(compileDatabase(join(import.meta.dirname, 'duckdb.wasm')));
await writeFile(join(import.meta.dirname, 'duckdb.start'), encodeStart(start));
