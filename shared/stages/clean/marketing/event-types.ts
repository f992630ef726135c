import { defineTable } from '../../../sql/model';
import { raw, sql, type Sql } from '../../../sql/sql';
import type { Workspace } from '../../../sql/workspace';
import { srcTouchesText } from './src-marketing-text';

/** The kinds of event that stand in JSON, which SQL alone does not read. */
export const srcEventTypes = defineTable({
  name: 'src_event_types',
  title: 'Event types in JSON',
  description:
    'JSON of events with more in it than their type, parsed once for each text. Text that is no JSON is not in it.',
  grain: 'one row per distinct JSON text',
  key: ['properties'],
  columns: {
    properties: { type: 'VARCHAR', description: 'JSON as it was written.' },
    event_type: { type: 'VARCHAR', description: 'Its event_type; null where it has none.' },
  },
});

/** Whether a field of a record holds JSON: Segment's event type, where it is an object, a list or a quoted text. */
export const isJson = (source: Sql, value: Sql): Sql =>
  sql`(${source} = 'segment_events' and coalesce(starts_with(${value}, '{') or starts_with(${value}, '[') or starts_with(${value}, '"'), false))`;

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : null;

const propertyOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;

/**
 * The property `event_type` of JSON, at its top or in its `properties`; the text itself where it is a quoted one.
 * @returns null where it has none, undefined where it is no JSON
 */
export function parseEventType(json: string): string | null | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  return (
    textOf(value) ??
    textOf(propertyOf(value, 'event_type')) ??
    textOf(propertyOf(propertyOf(value, 'properties'), 'event_type'))
  );
}

/** Parses each distinct JSON text once. @param contentKey changes with the records of the touches */
export async function parseEventTypes(
  workspace: Workspace,
  contentKey: string,
  signal: AbortSignal,
): Promise<void> {
  await workspace.fill(srcEventTypes, contentKey, async (into) => {
    const found = await workspace.query(
      sql`select distinct event_type from ${srcTouchesText} where ${isJson(raw('source'), raw('event_type'))}`,
      signal,
    );
    const parsed = Array.from(found.column(0), String).flatMap((text) => {
      const type = parseEventType(text);
      return type === undefined ? [] : [{ text, type }];
    });
    await into.append({
      properties: { type: 'text', values: parsed.map((p) => p.text) },
      event_type: { type: 'text', values: parsed.map((p) => p.type) },
    });
  });
}
