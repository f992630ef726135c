/** Whether the type check, which is a part of `npm test`, refuses a mutant: nobody could land it. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { ROOT } from './rooms.mjs';

/** @typedef {import('./instrumented.mjs').Mutant} Mutant */

/** A program of one room, of which one file can stand otherwise. */
class Room {
  /** @type {Map<string, string>} */
  #others = new Map();
  #version = 0;
  #service;

  /** @param {string} room */
  constructor(room) {
    const config = join(ROOT, room, 'tsconfig.json');
    const { fileNames, options } = ts.parseJsonConfigFileContent(
      ts.readConfigFile(config, (file) => ts.sys.readFile(file)).config,
      ts.sys,
      dirname(config),
    );
    this.#service = ts.createLanguageService({
      getScriptFileNames: () => fileNames,
      getScriptVersion: (file) => (this.#others.has(file) ? `other ${String(this.#version)}` : '1'),
      getScriptSnapshot: (file) => {
        const text = this.#others.get(file) ?? ts.sys.readFile(file);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => dirname(config),
      getCompilationSettings: () => options,
      getDefaultLibFileName: (of) => ts.getDefaultLibFilePath(of),
      fileExists: (file) => ts.sys.fileExists(file),
      readFile: (file) => ts.sys.readFile(file),
      readDirectory: (...of) => ts.sys.readDirectory(...of),
      directoryExists: (folder) => ts.sys.directoryExists(folder),
      getDirectories: (folder) => ts.sys.getDirectories(folder),
    });
  }

  /** @param {string} file whole path @param {string} text @returns {readonly string[]} what is wrong with it */
  mistakesOf(file, text) {
    this.#others.set(file, text);
    this.#version++;
    try {
      return [...this.#service.getSyntacticDiagnostics(file), ...this.#service.getSemanticDiagnostics(file)]
        .filter(({ category }) => category === ts.DiagnosticCategory.Error)
        .map(
          ({ code, messageText }) => `TS${String(code)} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
        );
    } finally {
      this.#others.delete(file);
    }
  }
}

/** @type {Map<string, Room>} */
const rooms = new Map();

/**
 * What the compiler says of a mutant in its own file; null: nothing.
 * @param {Mutant} mutant @returns {string | null}
 */
export function refusalOf({ file, start, end, replacement }) {
  const room = file.split('/')[0] ?? '';
  const program = rooms.get(room) ?? new Room(room);
  rooms.set(room, program);
  const path = join(ROOT, file);
  const text = readFileSync(path, 'utf8');
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  const at = (/** @type {{line: number, column: number}} */ { line, column }) =>
    ts.getPositionOfLineAndCharacter(source, line, column);
  const [mistake = null] = program.mistakesOf(
    path,
    text.slice(0, at(start)) + replacement + text.slice(at(end)),
  );
  return mistake;
}
