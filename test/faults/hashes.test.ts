import { describe, expect, test } from 'vitest';
import { analyse, numbersOf } from '../support/engine';
import { sampleFolder, sourceOf } from '../support/samples';
import { knownIn, toldIn } from '../support/truth';

describe('keys that do not compare', () => {
  test.each(['md5', 'sha256'] as const)(
    'reports hashed with %s give a finding and match nobody, and no number is made up',
    async (crmKeys) => {
      const folder = await sampleFolder({ leads: 80, snapshots: 3, crmKeys });
      const outcome = await analyse(sourceOf(folder));
      expect(toldIn(outcome.summary, folder.truth)).toEqual(knownIn(folder.truth));
      const [mismatch] = outcome.findings.filter((f) => f.code === 'hash_mismatch');
      expect(mismatch).toMatchObject({ severity: 'error' });
      expect(mismatch?.message).toMatch(crmKeys === 'md5' ? /MD5/ : /SHA-256/);
      expect(mismatch?.message).toMatch(/SHA-1/);
    },
  );

  test.each(['md5', 'sha256'] as const)(
    'with raw values beside the hashes of the leads, the %s of the reports is found, its match rate named, and used once that is accepted',
    async (crmKeys) => {
      const folder = await sampleFolder({
        leads: 80,
        snapshots: 3,
        clean: true,
        crmKeys,
        deliveredRaw: true,
      });
      const same = await sampleFolder({ leads: 80, snapshots: 3, clean: true });
      const outcome = await analyse(sourceOf(folder));
      const mismatches = outcome.findings.filter((f) => f.code === 'hash_mismatch');
      expect(mismatches.map((f) => f.repair?.code)).toEqual(['rehash_email', 'rehash_phone']);
      for (const { message, severity } of mismatches) {
        expect(severity).toBe('error');
        expect(message).toMatch(/would match \d+\.\d %/);
      }
      // Nothing is repaired in silence: the numbers are those of the hashes as they are.
      expect(numbersOf(outcome).matchedLeads).toEqual({ strict: 0, linked: 0 });

      const repaired = await analyse(sourceOf(folder), {
        acceptedRepairs: ['rehash_email', 'rehash_phone'],
      });
      expect(numbersOf(repaired).identities).toEqual(same.truth.leadQuality.identities);
      expect(numbersOf(repaired).matchedLeads).toEqual(same.truth.leadQuality.matchedLeads);
    },
  );

  test('raw e-mails and phone numbers in the reports are normalised and hashed here', async () => {
    const folder = await sampleFolder({ leads: 80, snapshots: 3, crmKeys: 'raw' });
    const outcome = await analyse(sourceOf(folder));
    expect(toldIn(outcome.summary, folder.truth)).toEqual(knownIn(folder.truth));
  });
});
