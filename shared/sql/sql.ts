/**
 * SQL as data. A fragment is made of text written by us and of parts that render safely:
 * relations (their physical names), identifiers, literals, other fragments.
 * Plain strings and numbers cannot be interpolated: the compiler refuses them.
 */
export interface Sql {
  readonly kind: 'sql';
  readonly parts: readonly SqlPart[];
}

/** Anything that a query can read from: a model, or a table that a step fills. */
export interface Relation {
  readonly kind: 'relation';
  readonly name: string;
}

type SqlPart = string | Relation;
export type Interpolated = Sql | Relation;

export function sql(strings: TemplateStringsArray, ...values: readonly Interpolated[]): Sql {
  const parts: SqlPart[] = [];
  strings.forEach((text, i) => {
    if (text !== '') parts.push(text);
    const value = values[i];
    if (value === undefined) return;
    if (value.kind === 'sql') parts.push(...value.parts);
    else parts.push(value);
  });
  return { kind: 'sql', parts };
}

/** Text that goes into SQL as it is. Only for constants of our own: never for a value, a name or anything of a file. */
export const raw = (text: string): Sql => ({ kind: 'sql', parts: [text] });

/** A quoted identifier. */
export const ident = (name: string): Sql => raw(`"${name.replaceAll('"', '""')}"`);

/** A literal: text quoted, numbers as DuckDB reads them back, null as null. */
export function lit(value: string | number | boolean | null): Sql {
  if (value === null) return raw('null');
  if (typeof value === 'boolean') return raw(value ? 'true' : 'false');
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new RangeError(`No literal for ${String(value)}.`);
    return raw(String(value));
  }
  return raw(`'${value.replaceAll("'", "''").replaceAll('\0', '')}'`);
}

export function join(fragments: readonly Sql[], separator: Sql): Sql {
  return {
    kind: 'sql',
    parts: fragments.flatMap((fragment, i) =>
      i === 0 ? fragment.parts : [...separator.parts, ...fragment.parts],
    ),
  };
}

export const commas = (fragments: readonly Sql[]): Sql => join(fragments, raw(', '));

/** A list of text literals, for `in (…)`; an empty one matches nothing. */
export const textList = (values: readonly string[]): Sql =>
  values.length === 0 ? raw('select null where false') : commas(values.map(lit));

/** A list of whole numbers, for `in (…)`; an empty one matches nothing. */
export const intList = (values: readonly number[]): Sql =>
  values.length === 0 ? raw('select null where false') : commas(values.map(lit));

/** The text to run; `physical` gives the table behind a relation. */
export const render = (fragment: Sql, physical: (relation: Relation) => string): string =>
  fragment.parts.map((part) => (typeof part === 'string' ? part : physical(part))).join('');
