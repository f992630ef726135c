import { faultOf } from '../../shared/domain/fault';

/** The code of the fault that a promise rejects with; a test fails when it does not reject. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => {
      throw new Error('It was expected to be refused.');
    },
    (error: unknown) => faultOf(error).code,
  );
}
