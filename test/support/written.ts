/** So many digits of a number are the same on every machine: what is computed of logarithms differs in the last ones. */
const DIGITS = 9;

const rounded = (value: unknown): unknown =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(DIGITS)) : value;

/** A value as JSON for people to compare: a line for what fits on one, numbers to nine digits. */
export function written(value: unknown, indent = ''): string {
  const line = JSON.stringify(value ?? null, (_, one: unknown) => rounded(one));
  if (line.length + indent.length <= 140 || typeof value !== 'object' || value === null) return line;
  const deeper = `${indent} `;
  const parts = Array.isArray(value)
    ? value.map((one) => written(one, deeper))
    : Object.entries(value)
        .filter(([, one]) => one !== undefined)
        .map(([key, one]) => `${JSON.stringify(key)}: ${written(one, deeper)}`);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return `${open}\n${parts.map((part) => deeper + part).join(',\n')}\n${indent}${close}`;
}
