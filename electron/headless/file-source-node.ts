import type { FileSource } from '../../shared/ports/file-source';
import { openFolder } from '../services/folder-files';

/**
 * The files of a folder on disk for the command line and its worker thread: read-only, under the same policy as
 * the window's files.
 * @throws LeadlensError `folder_unreadable`
 */
export async function nodeFileSource(folder: string): Promise<FileSource> {
  return (await openFolder(folder)).files;
}
