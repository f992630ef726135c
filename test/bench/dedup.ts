import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from '../../shared/sql/sql';
import { intLeadRecords } from '../../shared/stages/dedup/int-lead-records.model';
import { intPersonMembers } from '../../shared/stages/dedup/int-person-members.model';
import { rptLeadReviewPairs } from '../../shared/stages/dedup/rpt-lead-review-pairs.model';
import { FOLDER, openEngine, settingsWith } from '../support/engine';
import { memoryFiles } from '../support/memory-files';

/** The part of `truth.json` that dedup must find: record numbers of Intercom. */
interface Truth {
  readonly revenue: {
    readonly people: number;
    readonly clusters: readonly (readonly [number, number])[];
    readonly reviewPairs: readonly (readonly [number, number])[];
  };
}

export interface Measured {
  readonly leads: number;
  /** Of the stage alone, reading and cleaning not included. */
  readonly seconds: number;
  readonly people: number;
  readonly truePeople: number;
  readonly merged: number;
  readonly wrong: number;
  readonly truePairs: number;
  readonly found: number;
}

const keyOf = (a: number, b: number): string => `${String(Math.min(a, b))} ${String(Math.max(a, b))}`;

/** All pairs of the connected groups that the pairs make. */
function closure(pairs: readonly (readonly [number, number])[]): Set<string> {
  const groups = new Map<number, Set<number>>();
  for (const [a, b] of pairs) {
    const joined = new Set([...(groups.get(a) ?? [a]), ...(groups.get(b) ?? [b])]);
    for (const member of joined) groups.set(member, joined);
  }
  const all = new Set<string>();
  for (const group of new Set(groups.values())) {
    for (const a of group) for (const b of group) if (a < b) all.add(keyOf(a, b));
  }
  return all;
}

/**
 * Runs dedup over the two lead exports of a sample and compares what it merged, and what it asks a reviewer, with the truth.
 * Pairs are of records of one tool: HubSpot's has no duplicates, so a merged pair of it is wrong. Pairs of the two tools
 * are told by the number of people.
 */
export async function measureDedup(folder: string): Promise<Measured> {
  const names = ['raw_hubspot_leads.csv', 'raw_intercom_leads.csv'];
  const files = await Promise.all(
    names.map(async (name) => [name, await readFile(join(folder, name))] as const),
  );
  const { revenue } = JSON.parse(await readFile(join(folder, 'truth.json'), 'utf8')) as Truth;
  const engine = await openEngine(memoryFiles(Object.fromEntries(files)));
  try {
    let from = 0;
    let to = 0;
    await engine.client.call(
      'run',
      { folder: FOLDER, settings: settingsWith() },
      {
        onProgress: ({ stage }) => {
          if (stage === 'dedup' && from === 0) from = performance.now();
          if (stage !== 'dedup' && from > 0 && to === 0) to = performance.now();
        },
      },
    );
    const pairsOf = async (query: ReturnType<typeof sql>): Promise<string[]> =>
      (await engine.engine.workspace.read(query)).rows().map(([a, b]) => keyOf(Number(a), Number(b)));
    const merged = await pairsOf(sql`
      with records as (
        select m.person_no, r.record_number from ${intPersonMembers} m join ${intLeadRecords} r using (lead_no)
        where r.source = 'intercom_leads'
      )
      select a.record_number, b.record_number from records a join records b using (person_no)
      where a.record_number < b.record_number`);
    const [counts = []] = (
      await engine.engine.workspace.read(sql`
        select cast(count(distinct person_no) as integer), cast(count(*) as integer),
          cast(count(*) filter (source = 'hubspot_leads') - count(distinct person_no) filter (source = 'hubspot_leads') as integer)
        from ${intPersonMembers}`)
    ).rows();
    const asked = new Set(
      await pairsOf(sql`
        select a.record_number, b.record_number from ${rptLeadReviewPairs} p
        join ${intLeadRecords} a on a.lead_no = p.lead_no_a join ${intLeadRecords} b on b.lead_no = p.lead_no_b
        where p.is_asked and a.source = 'intercom_leads' and b.source = 'intercom_leads'`),
    );
    const same = closure(revenue.clusters);
    const all = new Set([...same, ...revenue.reviewPairs.map(([a, b]) => keyOf(a, b))]);
    const taken = new Set(merged);
    return {
      leads: Number(counts[1]),
      seconds: (to - from) / 1000,
      people: Number(counts[0]),
      truePeople: revenue.people,
      merged: merged.length + Number(counts[2]),
      wrong: merged.filter((pair) => !same.has(pair)).length + Number(counts[2]),
      truePairs: all.size,
      found: [...all].filter((pair) => taken.has(pair) || asked.has(pair)).length,
    };
  } finally {
    await engine.close();
  }
}
