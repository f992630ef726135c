import { thingKey, type Thing } from '../../../contract/thing';
import { INK } from '../print-theme';
import type { ReportNote } from '../report-types';
import type { PdfNode } from './pdf-node';

/** The numbers of the notes on a thing, as they stand behind its name; nothing where there is none. */
export type Marks = (of: Thing | undefined) => readonly PdfNode[];

/** `2, 4–40`: numbers in a row by the first and the last of them. */
function inRuns(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last?.[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs
    .map(([from, to]) =>
      from === to ? String(from) : `${String(from)}${to === from + 1 ? ', ' : '–'}${String(to)}`,
    )
    .join(', ');
}

/** Numbers notes where they belong. */
export function marksOf(notes: readonly ReportNote[]): Marks {
  const numbers = new Map<string, number[]>();
  for (const { on, number } of notes) {
    const key = thingKey(on);
    numbers.set(key, [...(numbers.get(key) ?? []), number]);
  }
  return (of) => {
    const own = of && numbers.get(thingKey(of));
    if (!own) return [];
    const words = `${own.length === 1 ? 'Note' : 'Notes'} ${inRuns(own)}`;
    return [{ text: `  ${words}`, fontSize: 7, bold: true, color: INK.accent }];
  };
}
