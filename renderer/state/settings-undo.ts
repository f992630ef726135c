import type { ProjectSettings } from '../../shared/contract/project';

type Change = Partial<ProjectSettings>;

const NAMES: Readonly<Record<keyof ProjectSettings, string>> = {
  version: 'version',
  files: 'sources and columns of files',
  mappings: 'columns of files with the same header',
  forms: 'form of files with the same header',
  reportSeries: 'series of reports',
  snapshotOrder: 'order of snapshots',
  acceptedRepairs: 'repairs',
  notAKey: 'values that are no key',
  placeholderPartners: 'threshold of placeholders',
  sharedKeyHolders: 'threshold of shared keys',
  likelyProbability: 'threshold of likely links',
  dispositionGroups: 'groups of dispositions',
  jobStatusGroups: 'groups of job statuses',
  leadStatusGroups: 'groups of lead statuses',
  phoneCountry: 'country of phone numbers',
  rates: 'currency rates',
  timeZones: 'time zones of exports',
  attributionWindowDays: 'days of attribution',
  projectName: 'name of the project',
  clientName: 'client',
  reportTitle: 'title of the report',
  queries: 'saved queries',
  explorations: 'explorations of the report',
  server: 'server of the files',
  explore: 'columns and queries of Explore',
};

/** What a change touches, in words: `order of snapshots`. */
export const changeInWords = (change: Change): string =>
  (Object.keys(change) as (keyof ProjectSettings)[]).map((key) => NAMES[key]).join(', ');

/** The change that takes another one back: what its fields were before. */
export const reverseOf = (change: Change, before: ProjectSettings): Change =>
  Object.fromEntries((Object.keys(change) as (keyof ProjectSettings)[]).map((key) => [key, before[key]]));
