import { defineStep } from '../../sql/stage';
import { discovery } from '../discover/discover-parameters';
import { folderFiles } from './classify-parameters';
import { sortFiles } from './folder-files';

/** Recognises the source of each file, and which column is which field. */
export const sortFolderFiles = defineStep({
  name: 'sort_files',
  title: 'Recognising sources',
  takes: [discovery],
  gives: [folderFiles],
  size: 'groups',
  isTold: true,
  run: ({ settings, get, give }) => {
    give(folderFiles, sortFiles(get(discovery), settings));
    return Promise.resolve();
  },
});
