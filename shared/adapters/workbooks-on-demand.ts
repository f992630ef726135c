import type { Workbooks } from '../ports/workbooks';

/** Workbooks that are loaded when the first of them is opened: most folders have none. */
export const workbooksOnDemand = (load: () => Promise<Workbooks>): Workbooks => ({
  read: async (bytes, path) => (await load()).read(bytes, path),
});
