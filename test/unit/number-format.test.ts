import { describe, expect, test } from 'vitest';
import { decideNumberFormat, type NumberDecision } from '../../shared/stages/clean/values/number-format';
import { NUMBER_SHAPES } from '../../shared/stages/clean/values/number-text';

type Shapes = Partial<Record<keyof typeof NUMBER_SHAPES, number>>;
const decide = (shapes: Shapes, kind: 'money' | 'count' = 'money'): NumberDecision =>
  decideNumberFormat(
    new Map(
      Object.entries(shapes).map(([name, count]) => [
        NUMBER_SHAPES[name as keyof typeof NUMBER_SHAPES],
        count,
      ]),
    ),
    kind,
  );

describe('How the numbers of a column are read', () => {
  test.each<[string, Shapes, NumberDecision]>([
    ['nothing', {}, { dotGroups: true, commaGroups: true, format: null, doubts: [] }],
    [
      'decimal points',
      { point: 5, oneComma: 2 },
      { dotGroups: false, commaGroups: true, format: 'decimal point (1,234.56)', doubts: [] },
    ],
    [
      'decimal commas',
      { comma: 5, oneDot: 2 },
      { dotGroups: true, commaGroups: false, format: 'decimal comma (1.234,56)', doubts: [] },
    ],
    [
      'decimal commas, as many as points',
      { comma: 3, point: 3 },
      {
        dotGroups: true,
        commaGroups: false,
        format: 'decimal comma (1.234,56)',
        doubts: [{ doubt: 'mixed', values: 3 }],
      },
    ],
    [
      'more decimal points than commas',
      { comma: 2, point: 3 },
      {
        dotGroups: false,
        commaGroups: true,
        format: 'decimal point (1,234.56)',
        doubts: [{ doubt: 'mixed', values: 2 }],
      },
    ],
    [
      'dots in all places',
      { dots: 4, oneDot: 1 },
      {
        dotGroups: true,
        commaGroups: true,
        format: 'every separator a dot, a last group of two digits decimals (1.234.56)',
        doubts: [{ doubt: 'dots_before_three', values: 1 }],
      },
    ],
    [
      'groups behind dots alone',
      { dotGroups: 2, oneDot: 3 },
      {
        dotGroups: true,
        commaGroups: false,
        format: 'separated thousands',
        doubts: [
          { doubt: 'dot_groups', values: 2 },
          { doubt: 'dots_before_three', values: 3 },
        ],
      },
    ],
    [
      'three digits behind one separator alone',
      { oneDot: 3, oneComma: 2 },
      {
        dotGroups: true,
        commaGroups: true,
        format: 'separated thousands',
        doubts: [{ doubt: 'undecided', values: 5 }],
      },
    ],
    [
      'three digits behind a point, beside fewer decimals',
      { point: 5, oneDot: 2 },
      {
        dotGroups: false,
        commaGroups: true,
        format: 'decimal point (1,234.56)',
        doubts: [{ doubt: 'three_decimals', values: 2 }],
      },
    ],
    [
      'three digits behind a point, beside more decimals',
      { longPoint: 5, oneDot: 2 },
      { dotGroups: false, commaGroups: true, format: 'decimal point (1,234.56)', doubts: [] },
    ],
    [
      'three digits behind a comma, beside fewer decimals',
      { comma: 5, oneComma: 2 },
      {
        dotGroups: true,
        commaGroups: false,
        format: 'decimal comma (1.234,56)',
        doubts: [{ doubt: 'three_decimals', values: 2 }],
      },
    ],
    [
      'three digits behind a comma, beside more decimals',
      { longComma: 5, oneComma: 2 },
      { dotGroups: true, commaGroups: false, format: 'decimal comma (1.234,56)', doubts: [] },
    ],
    [
      'more commas than dots in all places',
      { comma: 4, dots: 1, point: 2 },
      {
        dotGroups: true,
        commaGroups: false,
        format: 'decimal comma (1.234,56)',
        doubts: [{ doubt: 'mixed', values: 3 }],
      },
    ],
    [
      'fewer commas than points and dots in all places together',
      { comma: 2, dots: 1, point: 2 },
      {
        dotGroups: true,
        commaGroups: true,
        format: 'every separator a dot, a last group of two digits decimals (1.234.56)',
        doubts: [{ doubt: 'mixed', values: 2 }],
      },
    ],
    [
      'dots in all places and groups behind dots alone',
      { dots: 2, dotGroups: 2, oneDot: 3 },
      {
        dotGroups: true,
        commaGroups: true,
        format: 'every separator a dot, a last group of two digits decimals (1.234.56)',
        doubts: [
          { doubt: 'dot_groups', values: 2 },
          { doubt: 'dots_before_three', values: 3 },
        ],
      },
    ],
    [
      'decimal commas and groups behind dots',
      { comma: 1, dotGroups: 2, oneDot: 3 },
      { dotGroups: true, commaGroups: false, format: 'decimal comma (1.234,56)', doubts: [] },
    ],
    [
      'a comma before three digits beside groups behind dots',
      { dotGroups: 2, oneComma: 3 },
      {
        dotGroups: true,
        commaGroups: false,
        format: 'separated thousands',
        doubts: [
          { doubt: 'dot_groups', values: 2 },
          { doubt: 'undecided', values: 3 },
        ],
      },
    ],
    [
      'a comma before three digits alone',
      { oneComma: 1 },
      {
        dotGroups: true,
        commaGroups: true,
        format: 'separated thousands',
        doubts: [{ doubt: 'undecided', values: 1 }],
      },
    ],
  ])('of amounts with %s', (_, shapes, expected) => {
    expect(decide(shapes)).toEqual(expected);
  });

  test('of counts is without a doubt: three digits behind any separator are thousands', () => {
    const whole = { dotGroups: true, commaGroups: true, doubts: [] };
    expect(decide({ point: 1 }, 'count')).toEqual({ ...whole, format: null });
    for (const shapes of [{ oneDot: 1 }, { oneComma: 1 }, { dotGroups: 1 }] as const)
      expect(decide(shapes, 'count')).toEqual({ ...whole, format: 'whole numbers with separated thousands' });
  });
});
