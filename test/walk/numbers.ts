/** A number as it stands on the screen. */
export interface ShownNumber {
  readonly value: number;
  /** How many decimals it is written with: it is rounded to them. */
  readonly decimals: number;
}

/** Reads the numbers in a text as they are written in a locale. */
export interface NumberReader {
  /** The first number of a text; null where it has none. */
  first(text: string): ShownNumber | null;
  all(text: string): ShownNumber[];
  /** A whole number as it is written there. */
  write(value: number): string;
}

const escaped = (mark: string): string => mark.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

export function numbersIn(locale: string): NumberReader {
  const parts = new Intl.NumberFormat(locale, { useGrouping: 'always' }).formatToParts(1234567.8);
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  const [group, decimal] = [of('group'), of('decimal')].map(escaped);
  const pattern = new RegExp(`[−-]?(?:\\d{1,3}(?:${group ?? ''}\\d{3})+|\\d+)(?:${decimal ?? ''}\\d+)?`, 'g');
  const all = (text: string): ShownNumber[] =>
    [...text.matchAll(pattern)].map(([written]) => {
      const plain = written.replaceAll(of('group'), '').replace(of('decimal'), '.').replace('−', '-');
      return { value: Number(plain), decimals: plain.split('.')[1]?.length ?? 0 };
    });
  const written = new Intl.NumberFormat(locale, { useGrouping: 'always' });
  return { all, first: (text) => all(text)[0] ?? null, write: (value) => written.format(value) };
}

/** Whether a number is what is shown, rounded as that is. */
export const isShown = ({ value, decimals }: ShownNumber, exact: number): boolean =>
  Math.abs(value - exact) <= 0.5 * 10 ** -decimals + 1e-6;
