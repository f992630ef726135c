/** Lines of label, number and remark in columns. */
export function columns(
  rows: readonly (readonly [label: string, value: string, remark: string])[],
): string[] {
  const labels = Math.max(...rows.map(([label]) => label.length));
  const values = Math.max(...rows.map(([, value]) => value.length));
  return rows.map(([label, value, remark]) =>
    `  ${label.padEnd(labels)}  ${value.padStart(values)}  ${remark}`.trimEnd(),
  );
}
