import { LeadlensError } from '../domain/fault';
import type { MethodName, Methods } from './methods';

/** A schema of zod, as far as it is needed here. */
interface Schema<T> {
  safeParse(value: unknown):
    | { readonly success: true; readonly data: T }
    | {
        readonly success: false;
        readonly error: {
          readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
        };
      };
}

/**
 * A `validate` for `serveRpc`: each request by the schema of its method, without what the schema does not name.
 * Throws a bug `bad_request` that says which parts are wrong.
 */
export const validatedBy =
  <T extends Methods<T>>(schemas: { readonly [M in MethodName<T>]: Schema<T[M]['request']> }) =>
  (method: MethodName<T>, request: unknown): T[MethodName<T>]['request'] => {
    const parsed = schemas[method].safeParse(request);
    if (parsed.success) return parsed.data;
    const wrong = parsed.error.issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`);
    throw new LeadlensError({
      kind: 'bug',
      code: 'bad_request',
      message: `The request for ${method} is malformed: ${wrong.join('; ')}`,
    });
  };
