/** Which database a run is computed with; `auto` takes the native one where it is there and pays. */
export const ENGINES = ['auto', 'native', 'wasm'] as const;
export type EngineName = (typeof ENGINES)[number];

export interface EngineOptions {
  readonly engine: EngineName;
  /** Of the native one: memory before it uses the disk. */
  readonly memory?: string;
  /** Of the native one: processors. */
  readonly threads?: number;
}
