import type { Severity } from '../finding';

/** The severities of findings, the gravest first: of one, of several, and what it means for the numbers. */
export const SEVERITY_WORDS: {
  readonly [S in Severity]: { readonly one: string; readonly many: string; readonly meaning: string };
} = {
  error: { one: 'Error', many: 'Errors', meaning: 'numbers would be wrong' },
  warning: { one: 'Warning', many: 'Warnings', meaning: 'numbers may mislead' },
  info: { one: 'Good to know', many: 'Good to know', meaning: 'no number changes' },
};
