import type { Plugin } from 'vite';

/** As much of a syntax tree (ESTree) as is looked at. */
interface Tree {
  readonly body: readonly {
    readonly type: string;
    readonly start: number;
    readonly end: number;
    readonly declarations?: readonly {
      readonly id: { readonly type: string; readonly name?: string };
      readonly init?: { readonly start: number; readonly end: number } | null;
    }[];
  }[];
}

/** Which class stands for a database with exceptions of WebAssembly, and which for one without. */
const CHOICE = /wasmExceptions&&\w+\.eh\?new (?<taken>\w+)\([^)]*\):new (?<left>\w+)\(/;

/**
 * The package's script without the half of it that goes with a database for engines without WebAssembly exceptions. No
 * engine that this program runs on takes it, no file for it is shipped, and reading it takes a tenth of the start.
 * @throws Error where the script is not what this build knows
 */
export function withoutUnusedDatabase(script: string, parse: (script: string) => Tree): string {
  const places = new Map<string, { readonly start: number; readonly end: number }>();
  for (const { declarations = [] } of parse(script).body)
    for (const { id, init } of declarations) if (id.name !== undefined && init) places.set(id.name, init);
  const textOf = (name: string | undefined): string => {
    const place = places.get(name ?? '');
    return place ? script.slice(place.start, place.end) : '';
  };
  /** The declaration that holds the script which a class starts. */
  const scriptOf = (ofClass: string | undefined): string | undefined => {
    const imported = /\(0,(\w+)\.default\)/.exec(textOf(ofClass))?.[1];
    return /^\w+\((\w+)\(\)\)$/.exec(textOf(imported))?.[1];
  };
  const { taken, left } = CHOICE.exec(script)?.groups ?? {};
  const [kept, unused] = [scriptOf(taken), scriptOf(left)];
  const place = places.get(unused ?? '');
  if (kept === undefined || kept === unused || !place)
    throw new Error('The script of the database is not what this build knows.');
  const refusal = '()=>({default(){throw new Error("This build has no database without exceptions.")}})';
  return script.slice(0, place.start) + refusal + script.slice(place.end);
}

/** Makes the database's script lighter, for Node and for the page. */
export const lightDatabaseScript = (): Plugin => ({
  name: 'light-database-script',
  transform: {
    filter: { id: /duckdb-(node|browser)-blocking\.[cm]js$/ },
    handler(code) {
      return { code: withoutUnusedDatabase(code, (script) => this.parse(script)), map: null };
    },
  },
});
