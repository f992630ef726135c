/**
 * What analytics tools and links write where there is no campaign, in lower case and without spaces. Whole texts: words
 * inside a name do not count, and `direct` or `organic` without parentheses can be the name of a campaign.
 */
export const NO_CAMPAIGN_WORDS = [
  '(direct)',
  '(none)',
  '(organic)',
  '(referral)',
  '(notset)',
  '(not_set)',
  '(datanotavailable)',
  '(datadeleted)',
  '(notprovided)',
  '(unavailable)',
  '(other)',
  '(empty)',
  '(null)',
  '(undefined)',
  '(unknown)',
  '(direct)/(none)',
  'notset',
  'notprovided',
  'datanotavailable',
  'undefined',
] as const;
