import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RecordDictionary } from '../../shared/stages/clean/records/record-dictionary';
import { readRawRecord } from '../../shared/stages/clean/records/record-scanner';
import { inChunks } from '../support/memory-files';
import { folded, freshRows, plainLayout, scanText } from '../support/scan-text';

const piece = fc.constantFrom(
  'a',
  'bc',
  '"',
  '""',
  ',',
  ',',
  '\n',
  '\n',
  '\r',
  '\r\n',
  '\0',
  'é',
  ' ',
  '--',
  'Total',
  '7',
);
const anyText = fc.array(piece, { maxLength: 80 }).map((pieces) => `h1,h2,h3\n${pieces.join('')}`);
const chunkSizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });

const field = fc.string({
  unit: fc.constantFrom('x', '1', '"', ',', ';', '\n', '\r', ' ', 'ü', '漢', '-'),
  maxLength: 6,
});
// A first field that says what it is keeps drawn, total and blank lines out.
const record = fc.tuple(field, field).map(([b, c]) => ['id-1', b, c]);
const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`;

describe('For any text', () => {
  it('the result does not depend on where its chunks are cut', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, chunkSizes, fc.boolean(), async (text, sizes, withDictionary) => {
        const dictionary = (): RecordDictionary | null => (withDictionary ? new RecordDictionary() : null);
        const whole = await scanText(text, plainLayout(3), dictionary());
        const cut = await scanText(text, plainLayout(3), dictionary(), sizes);
        expect({ ...cut, fresh: freshRows(cut) }).toEqual({ ...whole, fresh: freshRows(whole) });
      }),
      { numRuns: 1500 },
    );
  });

  it('records are rows kept, separator rows, totals, footers and rejected records, without a rest', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const result = await scanText(text, plainLayout(3));
        const ids = [...result.rawIds];
        expect(ids).toHaveLength(result.records);
        const leftOut = result.separatorRows + result.totalRows + result.footerRows;
        expect(ids.filter((id) => id === -1)).toHaveLength(leftOut);
        expect(ids.filter((id) => id === -2)).toHaveLength(result.rejected.length);
        expect(ids.filter((id) => id >= 0)).toHaveLength(result.freshCount);
      }),
      { numRuns: 500 },
    );
  });

  it('a dictionary changes what is fresh, never what is read', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const plain = await scanText(text, plainLayout(3));
        const dictionary = new RecordDictionary();
        const first = await scanText(text, plainLayout(3), dictionary);
        const second = await scanText(text, plainLayout(3), dictionary);
        const contentOf = new Map(freshRows(first).map(([id, ...fields]) => [id, fields]));
        const plainContent = new Map(freshRows(plain).map(([id, ...fields]) => [id, fields]));
        const read = (ids: Int32Array, contents: Map<string | undefined, string[]>): unknown[] =>
          [...ids].map((id) => (id < 0 ? id : contents.get(String(id))));
        expect(read(first.rawIds, contentOf)).toEqual(read(plain.rawIds, plainContent));
        expect(second.rawIds).toEqual(first.rawIds);
        expect(second.freshCount).toBe(0);
        expect(second.remarks).toEqual(first.remarks);
        expect(second.rejected).toEqual(first.rejected);
      }),
      { numRuns: 500 },
    );
  });

  it('what is fresh is regular: scanned again it gives the same fields and no remark', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const rows = freshRows(await scanText(text, plainLayout(3)));
        const csv = `id,h1,h2,h3\n${rows.map((row) => row.map(quoted).join(',')).join('\n')}\n`;
        const again = await scanText(csv, plainLayout(4));
        expect(freshRows(again).map((row) => row.slice(1))).toEqual(rows);
        expect([again.rejected, again.remarks]).toEqual([[], []]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('Any fields', () => {
  it('written as CSV come back with their white space folded, with any delimiter and line end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { maxLength: 12 }),
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n', '\r'),
        chunkSizes,
        async (records, delimiter, lineEnd, sizes) => {
          const needsQuotes = (value: string): boolean => /["\n\r]/.test(value) || value.includes(delimiter);
          const lines = [['a', 'b', 'c'], ...records].map((fields) =>
            fields.map((value) => (needsQuotes(value) ? quoted(value) : value)).join(delimiter),
          );
          const result = await scanText(lines.join(lineEnd), plainLayout(3, { delimiter }), null, sizes);
          const rows = freshRows(result).sort((x, y) => Number(x[0]) - Number(y[0]));
          expect(rows.map((row) => row.slice(1))).toEqual(records.map((fields) => fields.map(folded)));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('are found again as raw text under their record number', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1, maxLength: 8 }),
        chunkSizes,
        async (records, sizes) => {
          const lines = records.map((fields) => fields.map(quoted).join(','));
          const text = `a,b,c\n${lines.join('\n')}\n`;
          for (const [i, line] of lines.entries()) {
            const raw = await readRawRecord(inChunks(text, ...sizes), plainLayout(3), i + 1, {
              file: 'report.csv',
            });
            expect(raw).toBe(line);
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});
