import { z } from 'zod';
import { withMapping } from '../domain/column-mappings';
import { LeadlensError } from '../domain/fault';
import { withForm } from './kept-forms';
import { withSeries } from './report-series';
import { projectSettings, type ProjectSettings } from './project';

/**
 * What a user can share of a project: how exports are read, and what their words mean. No data, and no names of files: of
 * those without a header only what does not change from export to export.
 */
const mappingProfile = z.strictObject({
  kind: z.literal('leadlens-profile'),
  version: z.literal(1),
  mappings: projectSettings.shape.mappings,
  forms: projectSettings.shape.forms,
  reportSeries: projectSettings.shape.reportSeries,
  dispositionGroups: projectSettings.shape.dispositionGroups,
  jobStatusGroups: projectSettings.shape.jobStatusGroups,
  leadStatusGroups: projectSettings.shape.leadStatusGroups,
});

type Shared = Pick<
  ProjectSettings,
  'mappings' | 'forms' | 'reportSeries' | 'dispositionGroups' | 'jobStatusGroups' | 'leadStatusGroups'
>;

/** The part of settings that a profile holds, as the text of its file. */
export const profileText = ({
  mappings,
  forms,
  reportSeries,
  dispositionGroups,
  jobStatusGroups,
  leadStatusGroups,
}: Shared): string =>
  `${JSON.stringify({ kind: 'leadlens-profile', version: 1, mappings, forms, reportSeries, dispositionGroups, jobStatusGroups, leadStatusGroups }, null, 2)}\n`;

/**
 * Reads the file of a profile.
 * @param file its name, for the message
 * @throws LeadlensError `no_profile`: what is wrong with it
 */
export function parseProfile(file: string, text: string): Shared {
  let problem: string;
  try {
    const { kind: _kind, version: _version, ...shared } = mappingProfile.parse(JSON.parse(text));
    return shared;
  } catch (error) {
    problem =
      error instanceof z.ZodError
        ? z.prettifyError(error).replace(/\s+/g, ' ')
        : error instanceof Error
          ? error.message
          : String(error);
  }
  throw new LeadlensError({
    kind: 'input',
    code: 'no_profile',
    message: `${file} is no profile of Leadlens: ${problem}`,
    hint: 'Choose a file that was saved with Sources, Save as profile.',
    file,
  });
}

/** Settings with what a profile says on top: it wins where both say something of the same columns or word. */
export const withProfile = (settings: Shared, profile: Shared): Shared => ({
  mappings: profile.mappings.reduce(withMapping, settings.mappings),
  forms: [...profile.forms].reverse().reduce(withForm, settings.forms),
  reportSeries: profile.reportSeries.reduce(withSeries, settings.reportSeries),
  dispositionGroups: { ...settings.dispositionGroups, ...profile.dispositionGroups },
  jobStatusGroups: { ...settings.jobStatusGroups, ...profile.jobStatusGroups },
  leadStatusGroups: { ...settings.leadStatusGroups, ...profile.leadStatusGroups },
});
