import type { FileForm, ProjectSettings } from '../../../shared/contract/project';
import type { FileReport } from '../../../shared/contract/sources';
import { withMapping, withoutMapping, withUnit } from '../../../shared/domain/column-mappings';
import type { SourceId } from '../../../shared/domain/source';
import { changeSettings } from '../../state/session';

type FileChoice = ProjectSettings['files'][string];

async function changeFile(file: string, change: (choice: FileChoice) => FileChoice): Promise<void> {
  await changeSettings(({ files }) => ({ files: { ...files, [file]: change(files[file] ?? {}) } }));
}

/**
 * Says what a file is; null leaves it out. Columns chosen for another source do not carry over. Files with the same columns
 * that nothing else tells are the same from now on.
 */
export const chooseSource = ({ file, headers }: FileReport, source: SourceId | null): Promise<void> =>
  changeSettings(({ files, mappings }) => ({
    files: { ...files, [file]: { source, ...(files[file]?.form && { form: files[file].form }) } },
    ...(source !== null && headers.length > 0
      ? { mappings: withMapping(mappings, { headers, source, mapping: {} }) }
      : {}),
  }));

/** Says how the text of a file is split; null: as it is found. */
export const saveForm = (file: string, form: FileForm | null): Promise<void> =>
  changeFile(file, ({ form: _, ...choice }) => (form === null ? choice : { ...choice, form }));

/** Back to what the program itself makes of the file, and of all files with its columns. */
export const forgetChoices = ({ file, headers }: FileReport): Promise<void> =>
  changeSettings(({ files, mappings }) => ({
    files: Object.fromEntries(Object.entries(files).filter(([name]) => name !== file)),
    mappings: withoutMapping(mappings, headers),
  }));

/** Says in what the amounts of all files with these columns are written; null: as the layout says. */
export const saveUnit = (
  { file, headers, source }: FileReport,
  unit: 'major' | 'minor' | null,
): Promise<void> =>
  changeSettings(({ files, mappings }) => {
    if (source === null) return {};
    // What was once said of the file alone is said of its columns from now on.
    const { unit: _unit, ...choice } = files[file] ?? {};
    const { [file]: _, ...others } = files;
    return {
      files: Object.keys(choice).length > 0 ? { ...others, [file]: choice } : others,
      mappings: withUnit(mappings, headers, source, unit),
    };
  });

/** Adds chosen columns to those that were chosen before, for all files with these columns. */
export const saveMapping = (
  { file, headers, source }: FileReport,
  columns: Readonly<Record<string, string | null>>,
): Promise<void> =>
  changeSettings(({ files, mappings }) => {
    if (source === null) return {};
    // What was once said of the file alone is said of its columns from now on.
    const { mapping: own, ...choice } = files[file] ?? {};
    const { [file]: _, ...others } = files;
    return {
      files: Object.keys(choice).length > 0 ? { ...others, [file]: choice } : others,
      mappings: withMapping(mappings, { headers, source, mapping: { ...own, ...columns } }),
    };
  });
