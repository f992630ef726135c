import { hyparquet } from '../../shared/adapters/parquet';
import { sql } from '../../shared/sql/sql';
import { rptLinks } from '../../shared/stages/match/rpt-links.model';
import { generateSample } from '../../shared/sample/generate';
import { FOLDER, openEngine, settingsWith } from '../support/engine';
import { memoryFiles } from '../support/memory-files';
import { memorySink } from '../support/memory-sink';

/** A line of `truth-links.jsonl`. */
interface TrueLink {
  readonly lead_number: string;
  readonly email_key: string;
  readonly phone_key: string;
  readonly true_lead: string | null;
}

interface Weighed {
  readonly identity: string;
  readonly lead: string;
  readonly tier: string;
  readonly probability: number;
}

const BANDS = [0, 0.01, 0.1, 0.5, 0.9, 0.99, 1.0000001];

/** Links from here on would be taken without asking, were probability the rule. */
const AUTOMATIC = 0.99;

/** Weighs the links of a sample and prints how often each band of probabilities is right, and which true links are missed. */
export async function printCalibration(leads: number, snapshots: number, seed: number): Promise<void> {
  const sink = memorySink();
  await generateSample({ scenario: 'lead-quality', leads, snapshots, seed, clean: false }, sink, hyparquet);
  const truth = new Map(
    new TextDecoder()
      .decode(sink.files.get('truth-links.jsonl'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as TrueLink)
      .map((t) => [`${t.lead_number} ${t.email_key} ${t.phone_key}`, t.true_lead] as const),
  );
  const engine = await openEngine(
    memoryFiles(Object.fromEntries([...sink.files].filter(([path]) => !path.startsWith('truth')))),
  );
  try {
    await engine.client.call('run', { folder: FOLDER, settings: settingsWith() });
    const { weightModel } = await engine.client.call('matches', {});
    const result = await engine.engine.workspace.read(
      sql`select lead_number || ' ' || email_key || ' ' || phone_key, lead_uuid, tier, probability from ${rptLinks}`,
    );
    const links = result.rows().map(([identity, lead, tier, probability]): Weighed => ({
      identity: String(identity),
      lead: String(lead),
      tier: String(tier),
      probability: Number(probability),
    }));
    print(`calibration: ${String(leads)} leads, ${String(snapshots)} snapshots, seed ${String(seed)}`);
    print(
      `  ${weightModel.origin}; m e-mail ${weightModel.m.email.toFixed(4)}, phone ${weightModel.m.phone.toFixed(4)}; u ${weightModel.u.email.toExponential(2)}, ${weightModel.u.phone.toExponential(2)}; prior ${weightModel.prior.toExponential(3)}; ${String(weightModel.iterations)} iterations${weightModel.reason === null ? '' : `; ${weightModel.reason}`}`,
    );
    report(links, truth);
  } finally {
    await engine.close();
  }
}

function report(links: readonly Weighed[], truth: ReadonlyMap<string, string | null>): void {
  const isTrue = (link: Weighed): boolean => truth.get(link.identity) === link.lead;
  print('  probability      links   expected true   true');
  for (let i = 1; i < BANDS.length; i++) {
    const [low = 0, high = 1] = [BANDS[i - 1], BANDS[i]];
    const band = links.filter((l) => l.probability >= low && l.probability < high);
    const expected = band.reduce((sum, l) => sum + l.probability, 0);
    print(
      `  ${low.toFixed(2)} to ${Math.min(1, high).toFixed(2)} ${String(band.length).padStart(9)} ${expected.toFixed(1).padStart(15)} ${String(band.filter(isTrue).length).padStart(6)}`,
    );
  }
  for (const tier of ['both', 'email_only', 'phone_only', 'conflict']) {
    const of = links.filter((l) => l.tier === tier);
    const expected = of.reduce((sum, l) => sum + l.probability, 0);
    print(
      `  ${tier.padEnd(12)} ${String(of.length).padStart(8)} ${expected.toFixed(1).padStart(15)} ${String(of.filter(isTrue).length).padStart(6)}`,
    );
  }
  const automatic = links.filter((l) => l.probability >= AUTOMATIC);
  print(
    `  above ${String(AUTOMATIC)}: ${String(automatic.length)} links, ${String(automatic.filter((l) => !isTrue(l)).length)} wrong`,
  );
  const reached = new Set(links.filter(isTrue).map((l) => l.identity));
  const all = [...truth].filter(([, lead]) => lead !== null);
  const missed = all.filter(([identity]) => !reached.has(identity)).length;
  print(
    `  true links: ${String(all.length)}, neither linked nor in the queue: ${String(missed)} (${((100 * missed) / Math.max(1, all.length)).toFixed(2)} %)`,
  );
}

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
