import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** @type {Map<string, import('typescript').SourceFile>} */
const parsed = new Map();

/** As it stands at the first question: what is edited while mutants run has its code elsewhere. @param {string} file */
export function sourceOf(file) {
  const known = parsed.get(file);
  if (known) return known;
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  parsed.set(file, source);
  return source;
}

/**
 * Whether a mutant stands outside of every function: its code runs once, while its module is loaded. Nearly all of that is
 * descriptions of columns and tables.
 * @param {Pick<import('@stryker-mutator/api/core').Mutant, 'fileName' | 'location'>} mutant
 */
export function runsOnce({ fileName, location: { start, end } }) {
  const source = sourceOf(fileName);
  const [from, to] = [start, end].map(({ line, column }) =>
    source.getPositionOfLineAndCharacter(line, column),
  );
  const isWithin = (/** @type {import('typescript').Node} */ node) =>
    node.pos <= (from ?? 0) && (to ?? 0) <= node.end;
  // That a function at the top is another one is decided while the module is loaded.
  const isAll = (/** @type {import('typescript').Node} */ node) =>
    node.getStart() === from && node.end === to;
  /** @param {import('typescript').Node} node @returns {boolean} */
  const isInFunction = (node) => {
    if (!isWithin(node)) return false;
    if (ts.isFunctionLike(node) && 'body' in node && node.body && !isAll(node)) return true;
    return ts.forEachChild(node, (child) => isInFunction(child) || undefined) ?? false;
  };
  return !isInFunction(source);
}
