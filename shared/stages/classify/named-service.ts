import { sourcesOf, type SourceId } from '../../domain/source';
import type { SniffedFile } from '../discover/sniffed-file';
import type { Profile } from './profile-schema';

/** A word of at least so many letters is the name of a service, and no part of another word. */
const CERTAIN_TOKEN = 5;

/** Whether a token is a name that no other word has in it. */
export const isCertainToken = (token: string): boolean => token.length >= CERTAIN_TOKEN;

/** Whether a path speaks of a source: a short token must stand as a word of its own. */
export function isNamed(path: string, token: string): boolean {
  const lower = path.toLowerCase();
  if (isCertainToken(token)) return lower.replace(/[^a-z0-9]/g, '').includes(token);
  return lower.split(/[^a-z]+/).includes(token) || lower.split(/[^a-z0-9]+/).includes(token);
}

/** Whether the name or a header of a file names a lead tool: its exports are no reports of the client's CRM. */
export function saysLeadTool(file: SniffedFile, profiles: Readonly<Record<SourceId, Profile>>): boolean {
  const said = [file.entry.path.replace(/^.*\//, ''), ...file.headers];
  return sourcesOf('people').some((source) =>
    profiles[source].quirks.nameTokens.some(
      (token) => isCertainToken(token) && said.some((text) => isNamed(text, token)),
    ),
  );
}
