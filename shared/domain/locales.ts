/** Notations of numbers and dates that can be chosen; `system` is the one of the machine. */
export const LOCALES = [
  'system',
  'en-US',
  'en-GB',
  'en-IN',
  'de-DE',
  'de-CH',
  'es-ES',
  'es-MX',
  'fr-FR',
  'it-IT',
  'ja-JP',
  'nl-NL',
  'pl-PL',
  'pt-BR',
  'sv-SE',
] as const;
export type LocaleChoice = (typeof LOCALES)[number];
