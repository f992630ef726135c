import { agree, code, joined, plural, say, type Sentence } from '../../../domain/sentence';
import type { NumberDecision, NumberDoubt } from './number-format';
import { NUMBER_SHAPES as S } from './number-text';

/** Shape → a value of the column that is written so. */
type Written = ReadonlyMap<number, string>;

/** The shapes of the values that a doubt is about. */
function shapesOf(doubt: NumberDoubt, { dotGroups, commaGroups }: NumberDecision): readonly number[] {
  switch (doubt) {
    case 'undecided':
      return commaGroups ? [S.oneComma, S.oneDot] : [S.oneComma];
    case 'dot_groups':
      return [S.dotGroups];
    case 'dots_before_three':
      return [S.oneDot];
    case 'three_decimals':
      return dotGroups ? [S.oneComma] : [S.oneDot];
    case 'mixed':
      return dotGroups && !commaGroups ? [S.dots, S.point, S.longPoint] : [S.comma, S.longComma];
  }
}

function examples(written: Written | undefined, shapes: readonly number[]): readonly Sentence[] {
  return shapes.flatMap((shape) => {
    const text = written?.get(shape);
    return text === undefined ? [] : [code(text)];
  });
}

/**
 * Why people should look at how a column of numbers was read, with values as they stand in the file.
 * @param written by shape; undefined where no value is known
 */
export function doubtInWords(
  { doubt, values: n }: NumberDecision['doubts'][number],
  decision: NumberDecision,
  written: Written | undefined,
): Sentence {
  const some = examples(written, shapesOf(doubt, decision));
  const values =
    some.length === 0
      ? plural(n, 'value')
      : n === 1
        ? say`1 value (${joined(some, ' or ')})`
        : say`${plural(n, 'value')} such as ${joined(some, ' or ')}`;
  const [was, they] = [agree(n, 'was', 'were'), agree(n, 'It', 'They')];
  switch (doubt) {
    case 'undecided':
      return say`${values} can be thousands or decimals, and no other value of the column decides. ${they} ${was} read as thousands.`;
    case 'dot_groups':
      return say`${values} with groups of three digits only ${was} read as thousands; in the other values a dot can stand before decimals.`;
    case 'dots_before_three': {
      const [other] = examples(written, [S.dots, S.dotGroups]);
      return say`${values} ${was} read as thousands, since dots separate thousands in others${other === undefined ? say`` : say` (${other})`}.`;
    }
    case 'three_decimals':
      return say`${values} ${was} read with three decimals, as the others have a decimal separator there. If ${agree(n, 'it is', 'they are')} thousands, ${agree(n, 'it is', 'they are')} a thousand times too small.`;
    case 'mixed':
      return say`${values} ${agree(n, 'uses', 'use')} the other decimal separator than the rest of the column. Each was read as its own separators say.`;
  }
}
