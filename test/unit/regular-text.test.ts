import { describe, expect, it } from 'vitest';
import { isIrregular, regularText, type TextForm } from '../../shared/domain/regular-text';
import { inChunks } from '../support/memory-files';

const plain: TextForm = {
  delimiter: ',',
  quote: '"',
  isPadded: false,
  hasBackslashes: false,
  preambleLines: 0,
  hasHeader: true,
  unitLines: 0,
  headers: ['a', 'b'],
};

async function written(text: string, form: Partial<TextForm>, chunkSize = 3): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of regularText(inChunks(text, chunkSize), { ...plain, ...form })) parts.push(part);
  return Buffer.concat(parts).toString();
}

describe('A text that is written anew', () => {
  it('is one whose quotes, header or units are not those of plain CSV', () => {
    expect(isIrregular(plain)).toBe(false);
    for (const form of [
      { quote: "'" },
      { isPadded: true },
      { hasBackslashes: true },
      { hasHeader: false },
      { unitLines: 1 },
    ] as const) {
      expect(isIrregular({ ...plain, ...form })).toBe(true);
    }
  });

  it.each([1, 2, 5, 1000])('has double quotes in place of apostrophes, in chunks of %i', async (size) => {
    expect(
      await written("'a','b'\r\n'Elko, NV','x'\r\n'O''Neil','say \"hi\"'\r\n", { quote: "'" }, size),
    ).toBe('a,b\r\n"Elko, NV",x\r\nO\'Neil,"say ""hi"""\r\n');
  });

  it('keeps line ends within its fields', async () => {
    expect(await written("a,b\n'x\ny',2\n3,4\n", { quote: "'" })).toBe('a,b\n"x\ny",2\n3,4\n');
  });

  it('loses no line to a quote that never closes', async () => {
    const rest = Array.from({ length: 120 }, (_, i) => `${String(i)},x\n`).join('');
    expect(await written(`a,b\n'tis,1\n${rest}`, { quote: "'" })).toBe(`a,b\n'tis,1\n${rest}`);
  });

  it('has no spaces beside its quotes, and doubled quotes in place of backslashes', async () => {
    expect(await written('a , "b"\n"Elko, NV" , 2\n', { isPadded: true })).toBe('a ,b\n"Elko, NV", 2\n');
    expect(await written('a,b\n"say \\"hi\\", ok",2\n', { hasBackslashes: true })).toBe(
      'a,b\n"say ""hi"", ok",2\n',
    );
  });

  it('has a header of its own where it had none, and neither lines above it nor units', async () => {
    expect(await written('Spend\n\n1,2\n3,4', { hasHeader: false, preambleLines: 2 })).toBe(
      'column_1,column_2\n1,2\n3,4',
    );
    expect(await written('Spend\na,b\nUSD,count\n1,2\n', { preambleLines: 1, unitLines: 1 })).toBe(
      'a,b\n1,2\n',
    );
  });

  it('has its units below the header, whatever blank lines stand before either', async () => {
    expect(await written('\na,b\nUSD,count\n1,2\n', { unitLines: 1 })).toBe('\na,b\n1,2\n');
    expect(await written('a,b\n\nUSD,count\n1,2\n', { unitLines: 1 })).toBe('a,b\n\n1,2\n');
  });

  it('keeps bytes that are no UTF-8', async () => {
    const parts: Uint8Array[] = [];
    const bytes = Buffer.from("a,b\n'é',1\n", 'latin1');
    for await (const part of regularText(inChunks(bytes, 4), { ...plain, quote: "'" })) parts.push(part);
    expect(Buffer.concat(parts)).toEqual(Buffer.from('a,b\né,1\n', 'latin1'));
  });
});
