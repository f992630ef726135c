import type { Finding } from '../../domain/finding';
import { finding, rowsOf } from '../../domain/finding-builder';
import { lostParts, type Found } from '../../domain/lost-part';
import { agree, code, count, file, joined, percent, plural, say, type Sentence } from '../../domain/sentence';
import { int, queryRows, requiredText, type Row } from '../../sql/records';
import { sql } from '../../sql/sql';
import { defineFindings } from '../../sql/stage';
import { rptPartCoverage } from './rpt-part-coverage.model';

/** Parts that a sentence names. */
const NAMED = 5;

const PARTS = [
  {
    part: 'leads',
    source: 'delivered_leads',
    name: file,
    one: 'delivered lead',
    other: 'the reports',
    isFile: true,
  },
  {
    part: 'vendor',
    source: 'delivered_leads',
    name: code,
    one: 'delivered lead',
    other: 'the reports',
    isFile: false,
  },
  {
    part: 'report',
    source: 'crm_report',
    name: file,
    one: 'row',
    other: 'the delivered leads',
    isFile: true,
  },
] as const;
type Part = (typeof PARTS)[number];

interface Named extends Found {
  readonly name: string;
}

const ratesOf = (rows: readonly Row[], found: string, all: string): readonly Named[] =>
  rows.map((row) => ({ name: requiredText(row, 'name'), found: int(row, found), all: int(row, all) }));

const sumOf = (parts: readonly Named[]): Found => ({
  found: parts.reduce((sum, part) => sum + part.found, 0),
  all: parts.reduce((sum, part) => sum + part.all, 0),
});

const foundOf = ({ found }: Found): Sentence =>
  found === 0 ? say`none is` : say`${count(found)} ${agree(found, 'is', 'are')}`;

/** What was found of the parts that are lost, beside the others. */
function lostOf(kind: Part, parts: readonly Named[], by: 'e-mail' | 'phone' | null): readonly Finding[] {
  const lost = lostParts(parts);
  if (lost.length === 0) return [];
  const names = lost.map(({ name }) => name);
  const here = sumOf(lost);
  const elsewhere = sumOf(parts.filter(({ name }) => !names.includes(name)));
  const named = joined(names.slice(0, NAMED).map((name) => kind.name(name)));
  const more = names.length > NAMED ? say` and ${count(names.length - NAMED)} more` : '';
  const share = percent(elsewhere.found / elsewhere.all);
  const what =
    by === null
      ? say`${named}${more}: of ${plural(here.all, kind.one)}, ${foundOf(here)} found in ${kind.other}, where ${share} of the others are`
      : say`${named}${more}: of ${plural(here.all, kind.one)} with ${by === 'phone' ? 'a phone' : 'an e-mail'}, ${foundOf(here)} found in ${kind.other} by it, where ${share} of the others are`;
  const cost =
    by === null
      ? kind.part === 'report'
        ? say`What these rows say is credited to no delivered lead.`
        : say`They count as leads that reached nothing.`
      : say`Leads that have no other key count as not found.`;
  const why =
    by === null && kind.part === 'report'
      ? say`Check that the leads file covers the time of these reports, and that their keys are made as those of the others are.`
      : by === null
        ? say`Check that the reports cover them, and that their keys are made as those of the others are.`
        : say`It is most likely made in another way there (${by === 'phone' ? 'with or without + or the country code' : 'lower-cased or not, trimmed or not, Gmail dots'}): ask for it as the others are.`;
  return [
    finding({
      code: 'low_join_coverage',
      severity: 'warning',
      source: kind.source,
      ...(by === null ? {} : { column: by === 'phone' ? 'phone_hash' : 'email_hash' }),
      files: kind.isFile ? names : [],
      message: say`${what}. ${cost} ${why}`,
      evidence: lost.slice(0, 20).map((part): { label: string; value: Sentence } => ({
        label: part.name,
        value: say`${count(part.found)} of ${count(part.all)}`,
      })),
      rows: rowsOf(rptPartCoverage, {
        part: kind.part,
        ...(names.length === 1 && names[0] !== undefined ? { name: names[0] } : {}),
      }),
    }),
  ];
}

/** The same leads are told once, by file where a vendor has a file of its own. */
const areSame = (a: Finding, b: Finding): boolean =>
  a.source === b.source &&
  a.column === b.column &&
  JSON.stringify(numbersOf(a)) === JSON.stringify(numbersOf(b));
const numbersOf = ({ evidence }: Finding): readonly unknown[] => evidence.map(({ value }) => value.values);

/** Vendors and files whose keys find next to nobody, while those of the others do. */
export const partCoverageFindings = defineFindings({
  name: 'part_coverage_findings',
  title: 'Vendors and files whose keys find nobody',
  reads: [rptPartCoverage],
  find: async ({ workspace, signal }) => {
    const all = await queryRows(workspace, sql`select * from ${rptPartCoverage} order by part, name`, signal);
    const findings: Finding[] = [];
    for (const kind of PARTS) {
      const rows = all.filter((row) => row['part'] === kind.part);
      const whole = lostOf(kind, ratesOf(rows, 'found', 'rows'), null);
      const told =
        whole.length > 0
          ? whole
          : [
              ...lostOf(kind, ratesOf(rows, 'found_by_email', 'with_email'), 'e-mail'),
              ...lostOf(kind, ratesOf(rows, 'found_by_phone', 'with_phone'), 'phone'),
            ];
      findings.push(...told.filter((one) => !findings.some((before) => areSame(before, one))));
    }
    return findings;
  },
});
