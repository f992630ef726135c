import { givenByStep } from '../../sql/stage';
import type { FolderFile } from './folder-files';

export const folderFiles = givenByStep<readonly FolderFile[]>(
  'folder_files',
  'What each file of the folder is: its source and mapping, or why it cannot be used.',
);
