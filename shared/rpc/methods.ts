/** What one method takes and gives. One without `progress` reports nothing on its way, one without `chunk` hands over no pieces. */
export interface Method {
  readonly request: unknown;
  readonly answer: unknown;
  readonly progress?: unknown;
  readonly chunk?: unknown;
}

/** The methods that one side of a port answers, by name: all that a protocol is. */
export type Methods<T> = { readonly [M in keyof T]: Method };

export type MethodName<T> = keyof T & string;
export type ProgressOf<M extends Method> = M extends { readonly progress: infer P } ? P : never;
export type ChunkOf<M extends Method> = M extends { readonly chunk: infer C } ? C : never;
