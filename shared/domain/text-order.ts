/**
 * Orders texts by their code units: the same on every machine, no locale is asked.
 * @returns below, at or above 0
 */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
