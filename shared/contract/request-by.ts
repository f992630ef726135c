import { LeadlensError } from '../domain/fault';

/** A schema of zod, as far as it is needed here. */
export interface Schema<T> {
  safeParse(value: unknown):
    | { readonly success: true; readonly data: T }
    | {
        readonly success: false;
        readonly error: {
          readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[];
        };
      };
}

const badRequest = (method: string, wrong: string): LeadlensError =>
  new LeadlensError({
    kind: 'bug',
    code: 'bad_request',
    message: `The request for ${method} is malformed: ${wrong}`,
  });

/** A request by its schema, without what the schema does not name. @throws LeadlensError `bad_request`, with what is wrong */
export function requestBy<T>(schema: Schema<T>, method: string, request: unknown): T {
  let parsed: ReturnType<Schema<T>['safeParse']>;
  try {
    parsed = schema.safeParse(request);
  } catch (error) {
    // A list that may not be changed is frozen, also where something else came in its place that cannot be frozen.
    throw badRequest(method, error instanceof Error ? error.message : String(error));
  }
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path, message }) => `${path.map(String).join('.')}: ${message}`);
  throw badRequest(method, wrong.join('; '));
}
