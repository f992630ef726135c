import { foldWord } from './word-groups';

/**
 * Where a lead stands that is qualified, or further: the stages of lead tools from HubSpot's *Marketing Qualified Lead*
 * on. Compared folded.
 */
const WORDS = [
  'qualified',
  'marketing qualified lead',
  'marketing qualified',
  'mql',
  'sales qualified lead',
  'sales qualified',
  'sql',
  'sales accepted lead',
  'sal',
  'qualified to buy',
  'qualifiedtobuy',
  'marketingqualifiedlead',
  'salesqualifiedlead',
  'opportunity',
  'open deal',
  'customer',
  'evangelist',
  'closed won',
  'closedwon',
] as const;

export const QUALIFIED_STATUSES: readonly string[] = WORDS.map(foldWord);
