/**
 * What a record holds under a name that comes from data. A plain look-up would also find what every object inherits: a
 * status `constructor`, or a column `toString`, would be a function.
 * @returns undefined where the record itself has no such name
 */
export const ownValue = <T>(of: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(of, name) ? of[name] : undefined;
