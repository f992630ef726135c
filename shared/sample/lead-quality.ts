import { cancelled } from '../domain/fault';
import type { FileSink } from '../ports/file-sink';
import type { ParquetColumn, ParquetEncoder } from '../ports/parquet';
import { isoDate } from './calendar';
import { writeBytes, writeLines } from './csv-writer';
import { hexDigest } from './hashing';
import { WINDOW_DAYS, type CrmLead, type Identity, type World } from './lead-quality-model';
import {
  headerLine,
  layoutOf,
  reportPath,
  rowLine,
  rowOf,
  saysTheSame,
  separatorLine,
  type ReportRow,
} from './lead-quality-rows';
import { keepTruth, type LeadQualityTruth, type TruthKeeper } from './lead-quality-truth';
import { buildWorld } from './lead-quality-world';
import type { FullSampleOptions, OnSampleProgress, SampleResult } from './options';
import { typedPhone } from './people';
import { createRng, shuffle } from './rng';

const LEADS_PATH = 'leads/leads.parquet';

/**
 * Writes delivered leads, CRM report snapshots, `truth.json` and `truth-links.jsonl` (one line per identity of the
 * reports: lead number, e-mail key, phone key as written in the reports, tier, and the delivered lead that the
 * person really is, or null).
 */
export async function generateLeadQuality(
  options: FullSampleOptions,
  sink: FileSink,
  parquet: ParquetEncoder,
  onProgress?: OnSampleProgress,
  signal?: AbortSignal,
): Promise<SampleResult> {
  const world = buildWorld(options);
  const total = options.snapshots + 2;
  let done = 0;
  const sizes = new Map<string, number>();
  const step = async (file: string, write: () => Promise<number>): Promise<void> => {
    if (signal?.aborted) throw cancelled();
    onProgress?.({ file, done, total });
    // Lets the host hear a cancel: the work between two files is one long turn.
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
    sizes.set(file, await write());
    done++;
  };

  await step(LEADS_PATH, () =>
    writeBytes(sink, LEADS_PATH, parquet.encode(deliveredColumns(world, options))),
  );
  const keeper = keepTruth(world.delivered, isComparable(options));
  const keys = keyWriter(options);
  const order = shuffle([...world.crm], createRng(options.seed, 4));
  const lines = new Map<CrmLead, { readonly row: ReportRow; readonly line: string }>();
  let separatorRows = 0;
  for (const [index, day] of world.snapshotDays.entries()) {
    const layout = layoutOf(index, options.snapshots, options.clean);
    const isSetDead = index >= world.deadFrom;
    const before = index === 0 ? null : layoutOf(index - 1, options.snapshots, options.clean);
    if (before !== layout) lines.clear();
    if (layout.hasSeparator) separatorRows++;
    keeper.beginSnapshot();
    const path = reportPath(day);
    await step(path, () =>
      writeLines(sink, path, options.clean ? '\n' : '\r\n', signal, async (writer) => {
        writer.add(headerLine(layout));
        if (layout.hasSeparator) writer.add(separatorLine(layout));
        for (const lead of order) {
          if (lead.entry > day || day - lead.entry > WINDOW_DAYS || day >= lead.vanishesOn) continue;
          const row = rowOf(lead, day, layout, isSetDead);
          keeper.add(row);
          let known = lines.get(lead);
          if (known === undefined || !saysTheSame(known.row, row)) {
            known = { row, line: rowLine(row, layout, keys(row.identity)) };
            lines.set(lead, known);
          }
          if (writer.add(known.line)) await writer.flush();
        }
      }),
    );
  }
  lines.clear();
  await step('truth-links.jsonl', () => writeLinks(sink, keeper, keys, signal));
  const figures = keeper.figures();
  const truth = {
    inputs: {
      crm_report: { records: figures.reportRows + separatorRows, separatorRows, rejectedRecords: 0 },
    },
    leadQuality: figures,
    trueFunnel: keeper.trueFunnel(),
    findings: plantedFindings(world, figures, options),
    planted: plantedCounts(world),
  };
  await step('truth.json', () =>
    writeBytes(sink, 'truth.json', new TextEncoder().encode(`${JSON.stringify(truth, null, 1)}\n`)),
  );
  return {
    files: [...sizes.keys()].sort(),
    bytes: [...sizes.values()].reduce((sum, size) => sum + size, 0),
    truth,
  };
}

const isComparable = ({ hashing, crmKeys }: FullSampleOptions): boolean =>
  crmKeys === 'same' || crmKeys === 'raw' || crmKeys === hashing;

/** How the CRM writes the keys of an identity; each is made once. */
function keyWriter(options: FullSampleOptions): (identity: Identity) => { email: string; phone: string } {
  const { crmKeys } = options;
  if (crmKeys === 'raw') {
    // As people type them: the kind of writing depends on the number, so that it stays the same in every report.
    return ({ email, phone }) => {
      const kind = Number(phone.slice(-2)) % 6;
      return {
        email:
          kind === 0 ? `${email.charAt(0).toUpperCase()}${email.slice(1)}` : kind === 1 ? ` ${email}` : email,
        phone: typedPhone(phone, kind % 3),
      };
    };
  }
  const hashing = crmKeys === 'same' ? options.hashing : crmKeys;
  return ({ email, phone }) => ({ email: hexDigest(hashing, email), phone: hexDigest(hashing, phone) });
}

function deliveredColumns({ delivered }: World, options: FullSampleOptions): ParquetColumn[] {
  const text = (name: string, values: string[]): ParquetColumn => ({ name, type: 'text', values });
  return [
    text(
      'lead_UUID',
      delivered.map((lead) => lead.uuid),
    ),
    text(
      'phone_hash',
      delivered.map((lead) => hexDigest(options.hashing, lead.phone)),
    ),
    text(
      'email_hash',
      delivered.map((lead) => hexDigest(options.hashing, lead.email)),
    ),
    { name: 'delivered_on', type: 'date', values: delivered.map((lead) => isoDate(lead.day)) },
    text(
      'vendor',
      delivered.map((lead) => lead.vendor),
    ),
    text(
      'campaign_id',
      delivered.map((lead) => lead.campaign),
    ),
    { name: 'price', type: 'double', values: delivered.map((lead) => lead.price) },
    ...(options.deliveredRaw
      ? [
          text(
            'email',
            delivered.map((lead) => lead.email),
          ),
          text(
            'phone',
            delivered.map((lead) => lead.phone),
          ),
        ]
      : []),
  ];
}

const writeLinks = (
  sink: FileSink,
  keeper: TruthKeeper,
  keys: ReturnType<typeof keyWriter>,
  signal: AbortSignal | undefined,
): Promise<number> =>
  writeLines(sink, 'truth-links.jsonl', '\n', signal, async (writer) => {
    for (const { lead_number, identity, tier, true_lead } of keeper.links()) {
      const { email, phone } = keys(identity);
      const line = JSON.stringify({ lead_number, email_key: email, phone_key: phone, tier, true_lead });
      if (writer.add(line)) await writer.flush();
    }
  });

interface PlantedFinding {
  readonly code: string;
  readonly source: string;
  readonly column?: string;
  readonly files?: readonly string[];
}

/** What a run must report; it may report more. */
function plantedFindings(
  world: World,
  figures: LeadQualityTruth,
  options: FullSampleOptions,
): PlantedFinding[] {
  const findings: PlantedFinding[] = [];
  const dead = world.snapshotDays.slice(world.deadFrom);
  if (dead.length > 0) {
    findings.push({
      code: 'dead_column',
      source: 'crm_report',
      column: 'is_set',
      files: dead.map(reportPath),
    });
  }
  if (!isComparable(options)) findings.push({ code: 'hash_mismatch', source: 'delivered_leads' });
  else if (world.hasPlaceholder && figures.identities.conflict > 0) {
    findings.push({ code: 'placeholder_hash', source: 'crm_report' });
  }
  if (plantedCounts(world).vanishedLeads > 0) findings.push({ code: 'leads_vanished', source: 'crm_report' });
  return findings;
}

/** How many CRM leads leave the reports, and why. */
function plantedCounts({ crm, snapshotDays }: World): { vanishedLeads: number; agedOutLeads: number } {
  const last = snapshotDays[snapshotDays.length - 1] as number;
  const vanished = crm.filter((lead) => lead.vanishesOn <= last);
  const seenOnce = (lead: CrmLead): boolean =>
    snapshotDays.some((day) => lead.entry <= day && day - lead.entry <= WINDOW_DAYS);
  const aged = crm.filter(
    (lead) => lead.vanishesOn > last && last - lead.entry > WINDOW_DAYS && seenOnce(lead),
  );
  return { vanishedLeads: vanished.length, agedOutLeads: aged.length };
}
