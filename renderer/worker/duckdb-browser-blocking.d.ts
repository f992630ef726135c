/** The browser build of the blocking bindings. The package does not export it by name; the bundler knows where it lies. */
declare module 'duckdb-browser-blocking' {
  import type { DuckDBRuntime } from '@duckdb/duckdb-wasm/blocking';
  export { createDuckDB, VoidLogger } from '@duckdb/duckdb-wasm/blocking';
  export const BROWSER_RUNTIME: DuckDBRuntime;
}
