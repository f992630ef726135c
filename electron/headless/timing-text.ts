import type { RunTiming } from '../../shared/contract/run-timing';
import { printableName } from '../../shared/domain/printable';

const seconds = (value: number): string => value.toFixed(3);
const count = (value: number | null): string => (value === null ? '–' : String(value));

/** Rows with their columns one below the other; all but the first are numbers or short words. */
function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  '),
  );
}

/** What a run took, as plain tables: stages, files, models and steps, the longest first. */
export function timingText({ seconds: total, stages, files, units }: RunTiming): string {
  const blocks = [
    [`Run: ${seconds(total)} s. What works at the same time is counted more than once.`],
    table([
      ['stage', 'seconds', 'run', 'kept'],
      ...stages.map(({ stage, run, kept, ...of }) => [stage, seconds(of.seconds), String(run), String(kept)]),
    ]),
    table([
      ['file', 'seconds', 'stage', 'bytes', 'records'],
      ...files.map(({ file, stage, bytes, records, ...of }) => [
        printableName(file),
        seconds(of.seconds),
        stage,
        count(bytes),
        count(records),
      ]),
    ]),
    table([
      ['model or step', 'seconds', 'rows', 'kind', 'state'],
      ...units.map(({ name, rows, kind, state, ...unit }) => [
        name,
        seconds(unit.seconds),
        count(rows),
        kind,
        state,
      ]),
    ]),
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** The same as JSON, for programs. */
export const timingJson = (timing: RunTiming): string => `${JSON.stringify(timing, null, 2)}\n`;
