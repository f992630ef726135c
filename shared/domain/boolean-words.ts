/** Words for yes in the languages of the exports, in lower case; a data frame writes 1 as 1.0. */
const TRUE_WORDS: readonly string[] = [
  ...['1', '1.0', '1.00', '1,0', 'true', 't', 'yes', 'y', 'x', 'on', 'checked', '✓', '✔', '☑'],
  ...['sí', 'si', 's', 'verdadero', 'oui', 'vrai', 'ja', 'j', 'wahr', 'sim', 'verdadeiro'],
];

/** The same for no. */
const FALSE_WORDS: readonly string[] = [
  ...['0', '0.0', '0.00', '0,0', 'false', 'f', 'no', 'n', 'off', 'unchecked', '✗', '✘', '☐'],
  ...['falso', 'non', 'faux', 'nein', 'falsch', 'não', 'nao'],
];

/** The words that mean yes and no in a field, in lower case. */
export interface BooleanWords {
  readonly yes: readonly string[];
  readonly no: readonly string[];
}

/** All words for yes and no. @param own those of a source, which hold against the others */
export function booleanWords(own: BooleanWords = { yes: [], no: [] }): BooleanWords {
  const yes = own.yes.map((word) => word.toLowerCase());
  const no = own.no.map((word) => word.toLowerCase());
  return {
    yes: [...new Set([...yes, ...TRUE_WORDS.filter((word) => !no.includes(word))])],
    no: [...new Set([...no, ...FALSE_WORDS.filter((word) => !yes.includes(word))])],
  };
}

const WORDS: ReadonlySet<string> = new Set([...TRUE_WORDS, ...FALSE_WORDS]);

/** Whether a text means yes or no, whatever its case. */
export const isBooleanWord = (text: string): boolean => WORDS.has(text.toLowerCase());
