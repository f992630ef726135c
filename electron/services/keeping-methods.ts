import type { HostAnswers, HostRequest } from '../../shared/contract/host';
import type { Board } from './board';
import type { KeptRuns } from './kept-runs';
import { readLogo, writeLogo } from './logo-file';
import type { Notes } from './notes';

type Names =
  | 'loadLogo'
  | 'saveLogo'
  | 'keptRuns'
  | 'keepRun'
  | 'notes'
  | 'saveNote'
  | 'removeNote'
  | 'restoreNote'
  | 'board'
  | 'savePin'
  | 'removePin';

/** Does something in the folder of a project, when what was asked before about its data is done. */
type InProject = <T>(grantId: string, work: (project: string) => Promise<T>) => Promise<T>;

const done = (): null => null;

/** The host methods of what a project keeps beside settings and decisions: logo, runs, notes, board. */
export function createKeepingMethods(options: {
  readonly runs: KeptRuns;
  readonly notes: Notes;
  readonly board: Board;
  readonly reading: InProject;
  /** Refuses where the project is not there. */
  readonly writing: InProject;
}): { readonly [M in Names]: (request: HostRequest<M>) => Promise<HostAnswers[M]> } {
  const { runs, notes, board, reading, writing } = options;
  return {
    loadLogo: ({ grantId }) => reading(grantId, readLogo),
    saveLogo: ({ grantId, base64 }) => writing(grantId, (project) => writeLogo(project, base64)),
    keptRuns: ({ grantId }) => reading(grantId, (project) => runs.list(project)),
    keepRun: ({ grantId, numbers }) => writing(grantId, (project) => runs.keep(project, numbers)),
    notes: ({ grantId }) => reading(grantId, (project) => notes.list(project)),
    saveNote: ({ grantId, draft, revision }) =>
      writing(grantId, (project) => notes.save(project, draft, revision)),
    removeNote: ({ grantId, id }) => writing(grantId, (project) => notes.remove(project, id).then(done)),
    restoreNote: ({ grantId, note }) =>
      writing(grantId, (project) => notes.restore(project, note).then(done)),
    board: ({ grantId }) => reading(grantId, (project) => board.list(project)),
    savePin: ({ grantId, pin }) => writing(grantId, (project) => board.save(project, pin).then(done)),
    removePin: ({ grantId, id }) => writing(grantId, (project) => board.remove(project, id).then(done)),
  };
}
