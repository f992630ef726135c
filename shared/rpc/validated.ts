import { requestBy, type Schema } from '../contract/request-by';
import type { MethodName, Methods } from './methods';

/**
 * A `validate` for `serveRpc`: each request by the schema of its method, without what the schema does not name.
 * Throws a bug `bad_request` that says which parts are wrong.
 */
export const validatedBy =
  <T extends Methods<T>>(schemas: { readonly [M in MethodName<T>]: Schema<T[M]['request']> }) =>
  (method: MethodName<T>, request: unknown): T[MethodName<T>]['request'] =>
    requestBy(schemas[method], method, request);
