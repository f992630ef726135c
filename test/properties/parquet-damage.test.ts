import { beforeAll, describe, expect, it } from 'vitest';
import { createRng } from '../../shared/sample/rng';
import { damaged, held, judged, WHOLE_FILES, type Held } from '../support/parquet-damage';

/** Damaged files of each kind; `LEADLENS_DAMAGED` for more. */
const EACH = Number(process.env['LEADLENS_DAMAGED'] ?? 50);

describe('A damaged Parquet file', () => {
  const whole = new Map<string, Held>();
  beforeAll(async () => {
    for (const [kind, bytes] of Object.entries(WHOLE_FILES)) {
      const before = await held(bytes, null);
      if (before instanceof Error) throw before;
      whole.set(kind, before);
    }
  });

  it.each(Object.entries(WHOLE_FILES))(
    '(%s) is read or refused, and counts the same rows and nulls',
    async (kind, bytes) => {
      const before = whole.get(kind);
      if (!before) throw new Error('not read');
      const rng = createRng(20261129);
      const outcomes: string[] = [];
      for (let i = 0; i < EACH; i++) {
        const file = damaged(bytes, rng);
        outcomes.push(...judged(before, await held(file, Object.keys(before.columns))));
      }
      expect(outcomes).not.toContain('miscounted');
      expect(outcomes).toContain('refused');
    },
  );

  it('whose pages have check sums never has another value from a bit in a page', async () => {
    const bytes = WHOLE_FILES['summed'] ?? new Uint8Array();
    const before = whole.get('summed');
    if (!before) throw new Error('not read');
    for (const text of ['lead-7', 'lead-59', 'demo', 'none']) {
      const copy = bytes.slice();
      const at = Buffer.from(copy).indexOf(text) + 2;
      copy[at] = (copy[at] ?? 0) ^ 4;
      const outcome = judged(before, await held(copy, Object.keys(before.columns)));
      expect(outcome).not.toContain('changed');
      expect(outcome).toContain('refused');
    }
  });
});
