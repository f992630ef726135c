/** Words that SQL reads otherwise where the name of a column could stand. */
const RESERVED: ReadonlySet<string> = new Set(
  'all and any as asc at both case cast check column desc distinct else end except false for from group having in intersect into lateral limit not null offset on only or order over position select some table then to trailing true union unique user using when where window with'.split(
    ' ',
  ),
);

/** A name as it is written in SQL: in quotes where it must be. */
export const sqlName = (name: string): string =>
  /^[a-z_][a-z0-9_]*$/.test(name) && !RESERVED.has(name) ? name : `"${name.replaceAll('"', '""')}"`;
