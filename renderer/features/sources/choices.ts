import type { FileForm, ProjectSettings } from '../../../shared/contract/project';
import { isFormOf, seriesOf, withForm } from '../../../shared/contract/kept-forms';
import { withoutSeries, withSeries, wordsOf } from '../../../shared/contract/report-series';
import type { FileReport } from '../../../shared/contract/sources';
import { withMapping, withoutMapping, withUnit } from '../../../shared/domain/column-mappings';
import type { SourceId } from '../../../shared/domain/source';
import { faultOf } from '../../../shared/domain/fault';
import { notifyFault } from '../../state/notices';
import { services } from '../../state/services';
import { changeSettings } from '../../state/session';

/** What was once said of one file's form is said of its columns from now on. */
function withoutForm(files: ProjectSettings['files'], file: string): ProjectSettings['files'] {
  const { form: _form, ...choice } = files[file] ?? {};
  const { [file]: _, ...others } = files;
  return Object.keys(choice).length > 0 ? { ...others, [file]: choice } : others;
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

/**
 * Says how the text of a file is split, and of all files that come out with the same columns; null: as it is found. Files
 * without a header are known by their names.
 */
export async function saveForm({ file, headers }: FileReport, form: FileForm | null): Promise<void> {
  if (form === null) {
    return changeSettings(({ files, forms }) => ({
      files: withoutForm(files, file),
      forms: forms.filter((kept) => !isFormOf(kept, { path: file, headers })),
    }));
  }
  try {
    const read = await services().engine.call('headerOf', { file, form });
    const series = form.headerLine === 0 ? { series: seriesOf(file) } : {};
    await changeSettings(({ files, forms }) => ({
      files: withoutForm(files, file),
      forms: withForm(forms, { headers: read.headers, ...series, form }),
    }));
  } catch (error) {
    notifyFault('form', faultOf(error));
  }
}

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

/** Says whose all reports with these columns and words in their names are; null: as their rows tell. */
export const saveSeries = ({ file, headers }: FileReport, series: string | null): Promise<void> =>
  changeSettings(({ reportSeries }) => ({
    reportSeries:
      series === null
        ? withoutSeries(reportSeries, { path: file, headers })
        : withSeries(reportSeries, { headers, words: wordsOf(file), series }),
  }));

/** Says which columns of all files with these columns are kept as dimensions, by the names that they get. */
export const saveDimensions = (
  { headers, source }: FileReport,
  dimensions: Readonly<Record<string, string>>,
): Promise<void> =>
  changeSettings(({ mappings }) =>
    source === null ? {} : { mappings: withMapping(mappings, { headers, source, mapping: {}, dimensions }) },
  );

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
