import { defineStep } from '../../sql/stage';
import { discover } from './discover';
import { discovery } from './discover-parameters';

/** Lists the folder and looks into each file. */
export const discoverFiles = defineStep({
  name: 'discover_files',
  title: 'Looking for data files',
  gives: [discovery],
  size: 'groups',
  run: async ({ source, parquet, settings, signal, progress, give }) => {
    progress({ stage: 'discover', label: 'Looking for data files', file: null, done: 0, total: 1 });
    const found = await discover(
      source,
      parquet,
      signal,
      ({ path }, done, total) =>
        progress({ stage: 'discover', label: `Looking into ${path}`, file: path, done, total }),
      { of: (path) => settings.files[path]?.form, kept: settings.forms },
    );
    give(discovery, found);
  },
});
