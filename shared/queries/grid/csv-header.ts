import { moneyUnitOf } from '../../domain/column-unit';
import { deadFor, type DeadSpan } from '../../domain/dead-steps';
import { FUNNEL_STEPS } from '../../domain/lead-quality';
import { METRICS } from '../../domain/metrics';
import { ownValue } from '../../domain/own-value';
import type { GridSource, SourceColumn } from './relation-source';

const unitOf = (column: SourceColumn): string | null =>
  moneyUnitOf(column) ?? (column.kind === 'share' ? '0 to 1' : null);

/** What the reports say, by the names that columns have when they count or flag it. */
const TABLES_OF_REPORTS = ['snapshot_order', 'valid_from', 'lead_uuid', 'link_setting'];

/** Counts of rows that have a column filled, by the name of that column. */
const FILLED: Readonly<Record<string, string>> = { appointment_date: 'appointment_at' };

function deadMarks(name: string, source: GridSource, dead: readonly DeadSpan[]): readonly string[] {
  if (dead.length === 0 || !source.columns.some((column) => TABLES_OF_REPORTS.includes(column.name)))
    return [];
  const words = (effect: string, { reason, fromOrder }: DeadSpan): string =>
    `${effect}: ${reason} from report ${String(fromOrder)} on`;
  const filled = ownValue(FILLED, name);
  const itself = filled ?? name;
  const own = dead.filter(({ column }) => column === itself);
  if (own.length > 0 || filled !== undefined) return own.map((span) => words('dead', span));
  const bare = name.replace(/^(?:has|is)_/, '').replace(/_(?:ever|latest|before|after)$/, '');
  const step = FUNNEL_STEPS.find(
    (id) => id === name || (id !== 'delivered' && id !== 'matched' && METRICS[id].stage.column === bare),
  );
  return step === undefined ? [] : deadFor(step, dead).map((span) => words(span.effect, span));
}

/**
 * The header of a column for people: its name, its unit, and what a dead column makes of its numbers.
 * @param dead stretches of snapshots in which a column of the reports is dead
 */
export function headerFor(column: SourceColumn, source: GridSource, dead: readonly DeadSpan[]): string {
  const marks = deadMarks(column.name, source, dead);
  const unit = unitOf(column);
  const words = [...(unit === null ? [] : [unit]), ...marks];
  return words.length === 0 ? column.name : `${column.name} (${words.join('; ')})`;
}
