import { NUMBER_SHAPES as S } from './number-text';

/** Why people should look at how a column of numbers was read. */
export type NumberDoubt =
  /** `1.234` alone: thousands or decimals, and no value of the column decides. */
  | 'undecided'
  /** `1.234.567`: read as thousands, though nothing else in the column says that dots group. */
  | 'dot_groups'
  /** `1.234` in a column such as `451.332.00`: read as thousands. */
  | 'dots_before_three'
  /** `1.234` in a column with decimal points and fewer decimals: read as decimals. */
  | 'three_decimals'
  /** Points and commas both stand before decimals. */
  | 'mixed';

export interface NumberDecision {
  /** Whether `1.234` is one thousand two hundred thirty-four. */
  readonly dotGroups: boolean;
  /** Whether `1,234` is. */
  readonly commaGroups: boolean;
  /** In words; null where no value has a separator. */
  readonly format: string | null;
  /** With the number of values concerned. */
  readonly doubts: readonly { readonly doubt: NumberDoubt; readonly values: number }[];
}

/**
 * How the numbers of a column are read, from all its values. Values whose own separators leave one reading only are
 * read so in any column; the others as the column decides, and as thousands where it does not.
 * @param counts values by the code of `NUMBER_SHAPES`
 * @param kind counts are whole numbers, so that three digits behind a separator are thousands, without a doubt
 */
export function decideNumberFormat(
  counts: ReadonlyMap<number, number>,
  kind: 'money' | 'count',
): NumberDecision {
  const of = (...shapes: readonly number[]): number =>
    shapes.reduce((sum, shape) => sum + (counts.get(shape) ?? 0), 0);
  const point = of(S.point, S.longPoint);
  const comma = of(S.comma, S.longComma);
  const dots = of(S.dots);
  const groups = of(S.dotGroups);
  const [oneDot, oneComma] = [of(S.oneDot), of(S.oneComma)];
  if (kind === 'count') {
    const format = oneDot + oneComma + groups > 0 ? 'whole numbers with separated thousands' : null;
    return { dotGroups: true, commaGroups: true, format, doubts: [] };
  }
  const isComma = comma > 0 && comma >= point + dots;
  const isPoint = !isComma && point + dots > 0;
  const dotGroups = isComma || dots + groups > 0 || !isPoint;
  const commaGroups = isPoint || (!isComma && groups === 0);
  const doubts: [NumberDoubt, number][] = [
    ['mixed', comma > 0 ? Math.min(comma, point + dots) : 0],
    ['dot_groups', comma > 0 ? 0 : groups],
    ['undecided', isComma || isPoint ? 0 : (groups > 0 ? 0 : oneDot) + oneComma],
    ['dots_before_three', !isComma && dots + groups > 0 ? oneDot : 0],
    [
      'three_decimals',
      (!dotGroups && of(S.longPoint) === 0 ? oneDot : 0) +
        (!commaGroups && isComma && of(S.longComma) === 0 ? oneComma : 0),
    ],
  ];
  return {
    dotGroups,
    commaGroups,
    format: formatName(isComma, isPoint, dots, groups + oneDot + oneComma),
    doubts: doubts.filter(([, values]) => values > 0).map(([doubt, values]) => ({ doubt, values })),
  };
}

function formatName(isComma: boolean, isPoint: boolean, dots: number, grouped: number): string | null {
  if (isComma) return 'decimal comma (1.234,56)';
  if (dots > 0) return 'every separator a dot, a last group of two digits decimals (1.234.56)';
  if (isPoint) return 'decimal point (1,234.56)';
  return grouped > 0 ? 'separated thousands' : null;
}
