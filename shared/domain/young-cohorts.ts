/**
 * The Monday from which on leads are too young to judge: that of the first week of entry after the last one that is complete;
 * null where none is.
 */
export function youngFrom(
  cohorts: readonly { readonly week: string; readonly complete: boolean }[],
): string | null {
  const complete = cohorts.flatMap((cohort) => (cohort.complete ? [cohort.week] : [])).sort();
  const last = complete.at(-1);
  return (
    cohorts
      .map(({ week }) => week)
      .filter((week) => last === undefined || week > last)
      .sort()[0] ?? null
  );
}
