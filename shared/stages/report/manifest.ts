import type { RunOutcome } from '../../contract/run';
import type { ProjectSettings } from '../../contract/project';
import type { Decision } from '../../domain/decision-state';

/**
 * The settings without how somebody looked at the tables, what they called them, and where they come from: that changes no
 * number, and who gets the report need not know of the server.
 */
function settingsOfNumbers(
  settings: ProjectSettings,
): Omit<ProjectSettings, 'explore' | 'projectName' | 'clientName' | 'reportTitle' | 'server'> {
  const {
    explore: _explore,
    projectName: _name,
    clientName: _client,
    reportTitle: _title,
    server: _server,
    ...others
  } = settings;
  return others;
}

/** What an export was made of: it lies beside the files, and marks a folder as an export. */
export const manifestOf = (
  program: { readonly version: string; readonly writtenAt: string; readonly place: string },
  run: {
    readonly outcome: RunOutcome;
    readonly settings: ProjectSettings;
    readonly decisions: readonly Decision[];
  },
) => ({
  program: { name: 'leadlens', version: program.version },
  writtenAt: program.writtenAt,
  place: program.place,
  inputs: run.outcome.files.map(({ file, bytes, sha256, source, status }) => ({
    file,
    bytes,
    sha256,
    source,
    status,
  })),
  settings: settingsOfNumbers(run.settings),
  decisions: run.decisions,
});
