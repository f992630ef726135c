/** One letter put in, left out or replaced, or two neighbours swapped. */
function isOneEdit(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  const edits = new Set<string>();
  for (let i = 0; i <= a.length; i++) {
    edits.add(a.slice(0, i) + a.slice(i + 1));
    edits.add(a.slice(0, i) + a.charAt(i + 1) + a.charAt(i) + a.slice(i + 2));
    for (const letter of b) {
      edits.add(a.slice(0, i) + letter + a.slice(i));
      edits.add(a.slice(0, i) + letter + a.slice(i + 1));
    }
  }
  return edits.has(b);
}

/**
 * Near-equal e-mails: of one domain with names one edit apart, or of the same name (but for `_`, `.`, `-` and a part behind `+`) with
 * domains that are equal or one edit apart. More than twelve that differ in one and the same place, or five by their digits, are a numbered series,
 * and none; the invented worlds have no such series.
 */
export function isNearEmail(a: string, b: string): boolean {
  if (a === b) return false;
  const [name, domain] = a.split('@') as [string, string];
  const [otherName, otherDomain] = b.split('@') as [string, string];
  const fold = (local: string): string => local.replace(/(?<=.)\+.*$/, '').replaceAll(/[._-]/g, '') || local;
  const isSameName = fold(name) === fold(otherName);
  if (domain === otherDomain) return isSameName || isOneEdit(name, otherName);
  return isSameName && isOneEdit(domain, otherDomain);
}
