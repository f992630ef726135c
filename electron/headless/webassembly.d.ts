/** What Node has of WebAssembly (its own types leave it to those of the DOM), as far as it is used here. */
declare namespace WebAssembly {
  class Module {
    /** @throws CompileError where the bytes are no module */
    constructor(bytes: Uint8Array);
    readonly [Symbol.toStringTag]: string;
  }
  interface Instance {
    readonly exports: Readonly<Record<string, unknown>>;
  }
  class Memory {
    readonly buffer: ArrayBuffer;
  }
  class Global {
    constructor(type: { readonly value: 'i32'; readonly mutable: boolean }, value: number);
    value: number;
  }
  type Imports = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

  /** @throws LinkError where the imports are not those of the module */
  function instantiate(module: Module, imports: Imports): Promise<Instance>;
}
