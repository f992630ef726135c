import { basename } from 'node:path';
import type { LogHold } from '../../shared/contract/decision';
import { LeadlensError } from '../../shared/domain/fault';
import { ENDING } from './project-file';

/** Why nothing can be decided while the folder of a project is not there. */
export const goneHold = (folder: string): LogHold => ({
  code: 'gone',
  message: `The project of these data is kept in ${folder}, which is not there.`,
  hint: 'Connect its drive and try again, or open the project where it is now. To begin anew, move the project: name of the project, at the top.',
  holder: null,
  canRetry: true,
});

/** Nothing is written to a project whose folder is not there. */
export function projectGone(folder: string): LeadlensError {
  const { message, hint } = goneHold(folder);
  return new LeadlensError({ kind: 'environment', code: 'project_gone', message, hint, file: folder });
}

/** What was named is no project. */
export const noProject = (folder: string): LeadlensError =>
  new LeadlensError({
    kind: 'input',
    code: 'no_project',
    message: `${folder} is no project of Leadlens.`,
    hint: `Give a folder that ends in ${ENDING}.`,
    file: folder,
  });

/** What is written through a link lands where nobody has looked. */
export const projectIsLink = (folder: string): LeadlensError =>
  new LeadlensError({
    kind: 'input',
    code: 'project_link',
    message: `The project ${basename(folder)}, or a file in it, is a link to another place. Leadlens reads and writes no project through links.`,
    hint: 'Put the project itself there, or open it where it really is.',
    file: folder,
  });
