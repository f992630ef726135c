import type { FileForm, ProjectSettings } from '../../../shared/contract/project';
import type { SourceId } from '../../../shared/domain/source';
import { changeSettings } from '../../state/session';

type FileChoice = ProjectSettings['files'][string];

async function changeFile(file: string, change: (choice: FileChoice) => FileChoice): Promise<void> {
  await changeSettings(({ files }) => ({ files: { ...files, [file]: change(files[file] ?? {}) } }));
}

/** Says what a file is; null leaves it out. Columns chosen for another source do not carry over. */
export const chooseSource = (file: string, source: SourceId | null): Promise<void> =>
  changeFile(file, ({ form }) => ({ source, ...(form && { form }) }));

/** Says how the text of a file is split; null: as it is found. */
export const saveForm = (file: string, form: FileForm | null): Promise<void> =>
  changeFile(file, ({ form: _, ...choice }) => (form === null ? choice : { ...choice, form }));

/** Back to what the program itself makes of the file. */
export const forgetChoices = (file: string): Promise<void> =>
  changeSettings(({ files }) => ({
    files: Object.fromEntries(Object.entries(files).filter(([name]) => name !== file)),
  }));

/** Adds chosen columns to those that were chosen before. */
export const saveMapping = (file: string, columns: Readonly<Record<string, string | null>>): Promise<void> =>
  changeFile(file, (choice) => ({ ...choice, mapping: { ...choice.mapping, ...columns } }));
