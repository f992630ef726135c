import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clustersOf } from '../../shared/domain/clusters';
import { intLeadRecords } from '../../shared/stages/dedup/int-lead-records.model';
import { intPersonMembers } from '../../shared/stages/dedup/int-person-members.model';
import { isOneEdit, nearEmails } from '../../shared/stages/dedup/near-email';
import { sql } from '../../shared/sql/sql';
import { revenueWorkspace, rowsOf, type Cells } from '../support/revenue-tables';
import { runRevenue } from '../support/run-stages';

/** The distance of the optimal string alignment, by its definition. */
function distance(a: string, b: string): number {
  const d = Array.from({ length: a.length + 1 }, (_, i) => [i]);
  for (let j = 1; j <= b.length; j++) d[0]![j] = j;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      d[i]![j] = Math.min(
        d[i - 1]![j]! + 1,
        d[i]![j - 1]! + 1,
        d[i - 1]![j - 1]! + Number(a[i - 1] !== b[j - 1]),
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? d[i - 2]![j - 2]! + 1 : Infinity,
      );
    }
  }
  return d[a.length]![b.length]!;
}

const word = (letters: string, maxLength: number) =>
  fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength }).map((parts) => parts.join(''));

describe('near-equal e-mails', () => {
  it('are one edit apart exactly where their distance is one', () => {
    fc.assert(
      fc.property(word('abc', 6), word('abc', 6), (a, b) => {
        expect(isOneEdit(a, b)).toBe(distance(a, b) === 1);
      }),
      { numRuns: 2000 },
    );
  });

  it('are found by blocking as comparing all pairs would find them', async () => {
    const email = fc.tuple(word('ab_.', 5), word('xy.', 3)).map(([name, domain]) => `${name}@${domain}`);
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(email, { maxLength: 10 }), async (emails) => {
        const parts = emails.map((text) => text.split('@') as [string, string]);
        const fold = (name: string): string => name.replace(/[._-]/g, '') || name;
        const expected: [number, number][] = [];
        parts.forEach(([name, domain], i) => {
          parts.slice(i + 1).forEach(([other, otherDomain], k) => {
            const near = distance(domain, otherDomain);
            const isNear =
              (near === 0 && distance(name, other) === 1) || (near <= 1 && fold(name) === fold(other));
            if (isNear) expected.push([i, i + 1 + k]);
          });
        });
        expect((await nearEmails(emails)).pairs).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('takes numbered names for a series, not for slips', async () => {
    const emails = Array.from({ length: 200 }, (_, i) => `user${String(i + 100)}@company.com`);
    const { pairs, series } = await nearEmails([...emails, 'ann@company.com', 'anne@company.com']);
    expect(pairs).toEqual([[200, 201]]);
    expect(series).toBeGreaterThan(0);
  });
});

describe('Numbered e-mails', () => {
  const users = (n: number): string[] =>
    Array.from({ length: n }, (_, i) => `user${String(i + 1).padStart(4, '0')}@company.com`);

  it.each([20, 60, 300])('are no slips of one another, of %i in any place of the number', async (n) => {
    const { pairs } = await nearEmails([...users(n), 'usr0007@company.com', 'user0007@compamy.com']);
    expect(pairs).toEqual([
      [6, n],
      [6, n + 1],
    ]);
  });

  it('of a few are looked at', async () => {
    const { pairs } = await nearEmails(['ann1985@company.com', 'ann1986@company.com']);
    expect(pairs).toEqual([[0, 1]]);
  });
});

describe('the search for near-equal e-mails', () => {
  const many = Array.from(
    { length: 60_000 },
    (_, i) => `${(i * 7919).toString(36)}.${String(i)}@x${String(i % 97)}.com`,
  );

  it('finds what is near, and nothing else, also among so many that it works in parts', async () => {
    const { pairs } = await nearEmails([...many, 'anna.berg@company.com', 'anna.borg@company.com']);
    expect(pairs).toContainEqual([many.length, many.length + 1]);
    for (const [a, b] of pairs) {
      const [x, y] = [many[a] ?? '', many[b] ?? ''];
      if (b < many.length)
        expect(isOneEdit(x, y) || x.replaceAll('.', '') === y.replaceAll('.', '')).toBe(true);
    }
  });

  it('stops when it is cancelled, and lets others work meanwhile', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 0);
    await expect(nearEmails(many, controller.signal)).rejects.toMatchObject({
      details: { kind: 'cancelled' },
    });
  });
});

describe('clusters', () => {
  const graph = fc.integer({ min: 1, max: 30 }).chain((size) =>
    fc.record({
      size: fc.constant(size),
      edges: fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 40 }),
    }),
  );

  it('are what edges connect, named by their smallest member', () => {
    fc.assert(
      fc.property(graph, ({ size, edges }) => {
        const labels = Array.from({ length: size }, (_, i) => i);
        for (let changed = true; changed;) {
          changed = false;
          for (const [a, b] of edges) {
            const least = Math.min(labels[a]!, labels[b]!);
            if (labels[a] !== least || labels[b] !== least) changed = true;
            labels[a] = labels[b] = least;
          }
        }
        const clusters = clustersOf(
          size,
          edges.map(([a]) => a),
          edges.map(([, b]) => b),
        );
        expect([...clusters]).toEqual(labels);
      }),
    );
  });

  it('of people do not depend on the order of the rows', async () => {
    const lead: fc.Arbitrary<Cells> = fc.record({
      source: fc.constantFrom('hubspot_leads', 'intercom_leads'),
      lead_id: fc.constantFrom('l1', 'l2', 'l3', 'l4', 'l5', null),
      user_uid: fc.constantFrom('u1', 'u2', 'u3', 'u4', null),
      email: fc.constantFrom('ann@x.com', 'ann@x.co', 'an_n@x.com', 'bea@x.com', null),
      campaign_id: fc.constantFrom('A', 'B'),
    });
    const shuffled = fc
      .array(lead, { minLength: 1, maxLength: 12 })
      .map((rows) => rows.map((row, i): Cells => ({ ...row, status: `row ${String(i)}` })))
      .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })));
    const groups = async (leads: readonly Cells[]): Promise<string[]> => {
      const workspace = await revenueWorkspace({ leads });
      await runRevenue(workspace, 'dedup');
      const rows = await rowsOf(
        workspace,
        sql`select string_agg(r.status, ',' order by r.status) as members
          from ${intPersonMembers} m join ${intLeadRecords} r using (lead_no) group by m.person_no order by 1`,
      );
      return rows.map((row) => String(row['members']));
    };
    await fc.assert(
      fc.asyncProperty(shuffled, async ([rows, other]) => {
        expect(await groups(other)).toEqual(await groups(rows));
      }),
      { numRuns: 25 },
    );
  });
});
