import type { Parquet } from '../ports/parquet';

/** Parquet that is loaded when the first file of it is opened or written: most folders have none, and it is large. */
export const parquetOnDemand = (load: () => Promise<Parquet>): Parquet => ({
  shape: async (source, path) => (await load()).shape(source, path),
  read: async function* (source, path, columns, signal) {
    yield* (await load()).read(source, path, columns, signal);
  },
  first: async (source, path, columns, most, signal) =>
    (await load()).first(source, path, columns, most, signal),
  create: async (fields) => (await load()).create(fields),
});
