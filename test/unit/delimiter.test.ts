import { describe, expect, test } from 'vitest';
import type { TextRecord } from '../../shared/domain/split-text';
import { findMarks, usualCount } from '../../shared/stages/discover/delimiter';

const records = (...widths: readonly number[]): readonly TextRecord[] =>
  widths.map((width, line) => ({ line, fields: Array.from({ length: width }, () => 'x') }));

describe('The number of fields of a table', () => {
  test('is that of most records', () => {
    expect(usualCount(records(3, 4, 4))).toEqual({ count: 4, records: 2 });
    expect(usualCount(records(4, 3, 3))).toEqual({ count: 3, records: 2 });
  });

  test('is the larger of two that are as frequent, whichever comes first', () => {
    expect(usualCount(records(3, 4))).toEqual({ count: 4, records: 1 });
    expect(usualCount(records(4, 3))).toEqual({ count: 4, records: 1 });
  });

  test('is not that of titles and notes, though there are more of these', () => {
    expect(usualCount(records(1, 1, 1, 4))).toEqual({ count: 4, records: 1 });
    expect(usualCount(records(1, 1, 1, 1, 1, 4))).toEqual({ count: 1, records: 5 });
    expect(usualCount(records(2, 2, 2, 5, 5))).toEqual({ count: 5, records: 2 });
    expect(usualCount(records(2, 2, 2, 2, 5, 5))).toEqual({ count: 2, records: 4 });
  });

  test('is one where there are no records', () => {
    expect(usualCount([])).toEqual({ count: 1, records: 0 });
  });
});

describe('The delimiter', () => {
  const TEXT = 'a,b,c\n1;2,3,4\n5;6,7,8\n';

  test('is the one on which the records agree; a comma where there is none', () => {
    expect(findMarks(TEXT).delimiter).toBe(',');
    expect(findMarks('name\nAnn\n')).toEqual({
      delimiter: ',',
      quote: '"',
      isPadded: false,
      hasBackslashes: false,
    });
  });

  test('is the given one, as are the quotes, whatever the text says', () => {
    expect(findMarks(TEXT, { delimiter: ';' }).delimiter).toBe(';');
    expect(findMarks(TEXT, { quote: "'" })).toMatchObject({ delimiter: ',', quote: "'" });
    expect(findMarks('name\nAnn\n', { quote: "'" })).toMatchObject({ delimiter: ',', quote: "'" });
    expect(findMarks('"a","b"\n"1","2"\n', { delimiter: ';', quote: "'" })).toMatchObject({
      delimiter: ';',
      quote: "'",
    });
  });

  test('is the usual one of two that fit alike', () => {
    expect(findMarks('a,b;c\n1,2;3\n').delimiter).toBe(',');
    expect(findMarks('a;b\tc\n1;2\t3\n').delimiter).toBe(';');
  });

  test('is the one that makes more fields of two on which all records agree', () => {
    expect(findMarks('a,b;c;d\n1,2;3;4\n').delimiter).toBe(';');
  });

  test('is not spoken against by titles without it, but is by records that have other fields', () => {
    expect(findMarks('Report of May\nAll of it\na|b|c\n1|2|3\n4|5|6\n').delimiter).toBe('|');
    expect(findMarks('a,b;c\n1,2,3;4\n5,6,7,8;9\n').delimiter).toBe(';');
  });

  test('is a space only where nearly all records have three fields at least', () => {
    expect(findMarks('day n\n1 2\n3 4\n').delimiter).toBe(',');
    expect(findMarks('day n cost\n1 2 3\n3 4 5\n').delimiter).toBe(' ');
    expect(findMarks('day n cost\n1 2 3\n3 4 5\n6 7\n').delimiter).toBe(',');
  });

  test('may be one that patterns use for themselves', () => {
    const file = findMarks('"a|b"|c\n"1"|2\n"3"|4\n');
    expect(file).toEqual({ delimiter: '|', quote: '"', isPadded: false, hasBackslashes: false });
  });
});

describe('Quotes', () => {
  test('are apostrophes where three fields and four times as many are in them as in quotes', () => {
    expect(findMarks("'a','b','c'\n1,2,3\n").quote).toBe("'");
    expect(findMarks("'a','b',c\n1,2,3\n").quote).toBe('"');
    expect(findMarks("'a','b','c','d'\n\"1\",2,3,4\n").quote).toBe('"');
    expect(findMarks("'a','b','c','d','e'\n\"1\",2,3,4,5\n").quote).toBe("'");
  });

  test('may stand behind spaces, but not where spaces set the fields apart', () => {
    expect(findMarks('a, "b"\n1,2\n').isPadded).toBe(true);
    expect(findMarks('"a" ,b\n1,2\n').isPadded).toBe(true);
    expect(findMarks('"a","b c"\n1,2\n').isPadded).toBe(false);
    expect(findMarks('day "n m" cost\n1 2 3\n4 5 6\n')).toMatchObject({ delimiter: ' ', isPadded: false });
  });

  test('stand behind backslashes within fields where none is doubled', () => {
    expect(findMarks('a,"b \\"x\\" c"\n1,2\n').hasBackslashes).toBe(true);
    expect(findMarks('a,"b \\"x\\" c"\n1,"2""3"\n').hasBackslashes).toBe(false);
    expect(findMarks('a,"C:\\"\n1,2\n').hasBackslashes).toBe(false);
  });

  test('and delimiters are looked for in the first 65,536 characters', () => {
    const start = `a,b\n${'1,2\n'.repeat(16_383)}`;
    expect(start).toHaveLength(65_536);
    expect(findMarks(`${start}${"'1','2'\n".repeat(9)}`).quote).toBe('"');
    expect(findMarks(`${"'1','2'\n".repeat(9)}${start}`).quote).toBe("'");
  });
});
