import type { Progress } from '../../shared/contract/run';
import type { UnitTiming } from '../../shared/contract/timings';
import { STAGE_NAMES, type StageName } from '../../shared/domain/source';
import { printableName } from '../../shared/domain/printable';

const seconds = (value: number): string => value.toFixed(3);

/** Rows with their columns one below the other; all but the first are numbers or short words. */
function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)))
      .join('  '),
  );
}

/** Takes the time of the files of a run by what it says on its way: each until it speaks of something else. */
export class FileClock {
  readonly taken = new Map<string, { readonly stage: StageName; readonly file: string; seconds: number }>();
  #now: { readonly stage: StageName; readonly file: string; readonly since: number } | null = null;

  hear({ stage, file }: Pick<Progress, 'stage' | 'file'>, at: number = performance.now()): void {
    if (this.#now && this.#now.stage === stage && this.#now.file === file) return;
    this.end(at);
    this.#now = file === null ? null : { stage, file, since: at };
  }

  end(at: number = performance.now()): void {
    if (!this.#now) return;
    const { stage, file, since } = this.#now;
    const key = `${stage} ${file}`;
    const entry = this.taken.get(key) ?? { stage, file, seconds: 0 };
    entry.seconds += (at - since) / 1000;
    this.taken.set(key, entry);
    this.#now = null;
  }
}

/**
 * What a run took, as plain tables: stages, files, models and steps, the longest first.
 * @param total seconds from the start of the run to its end
 */
export function timingText(timings: readonly UnitTiming[], files: FileClock['taken'], total: number): string {
  const stages = STAGE_NAMES.flatMap((stage) => {
    const units = timings.filter((unit) => unit.stage === stage);
    const sum = units.reduce((all, unit) => all + unit.seconds, 0);
    return units.length === 0 ? [] : [[stage, seconds(sum), String(units.length)]];
  });
  const read = [...files.values()].sort((a, b) => b.seconds - a.seconds);
  const units = [...timings].sort((a, b) => b.seconds - a.seconds);
  const blocks = [
    [`Run: ${seconds(total)} s. What works at the same time is counted more than once.`],
    table([['stage', 'seconds', 'units'], ...stages]),
    table([
      ['file', 'seconds', 'stage'],
      ...read.map((file) => [printableName(file.file), seconds(file.seconds), file.stage]),
    ]),
    table([
      ['model or step', 'seconds', 'rows', 'kind', 'state'],
      ...units.map(({ name, rows, kind, state, ...unit }) => [
        name,
        seconds(unit.seconds),
        rows === null ? '–' : String(rows),
        kind,
        state,
      ]),
    ]),
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}
