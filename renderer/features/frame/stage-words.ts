import type { StageName } from '../../../shared/domain/source';

const WORDS: { readonly [S in StageName]: string } = {
  discover: 'Looking for files',
  classify: 'Recognising files',
  clean: 'Reading and cleaning',
  dedup: 'Merging repeats',
  match: 'Linking leads',
  decide: 'Applying decisions',
  model: 'Building tables',
  measure: 'Counting',
  attribute: 'Crediting campaigns',
  report: 'Writing the summary',
};

/** What a stage does, for people who wait for it. */
export const stageInWords = (stage: StageName): string => WORDS[stage];
