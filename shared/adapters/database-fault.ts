import { LeadlensError } from '../domain/fault';

/** The statement failed, the database lives on. */
const OUT_OF_MEMORY = /out of memory|could not allocate|failed to allocate/i;
/** WebAssembly itself failed: nothing of it can be trusted any more. */
const DEAD = /memory access out of bounds|unreachable|table index is out of bounds/i;

/** What is said where a database has no memory left. */
export interface MemoryWords {
  readonly message: string;
  readonly hint: string;
}

/** What a database threw as what its caller is told. */
export function databaseFault(error: unknown, memory: MemoryWords): LeadlensError {
  if (error instanceof LeadlensError) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (DEAD.test(message)) {
    return new LeadlensError(
      {
        kind: 'environment',
        code: 'database_gone',
        message: `The database stopped: ${message}`,
        hint: 'Run the analysis again: a fresh database starts by itself.',
      },
      { cause: error },
    );
  }
  if (OUT_OF_MEMORY.test(message)) {
    return new LeadlensError({ kind: 'environment', code: 'out_of_memory', ...memory }, { cause: error });
  }
  return new LeadlensError(
    { kind: 'bug', code: 'sql', message: `The database refused a statement: ${message}` },
    { cause: error },
  );
}
