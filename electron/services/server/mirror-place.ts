import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import {
  serverAddress,
  serverName,
  serverPlaceOf,
  type ServerPlace,
} from '../../../shared/domain/server-place';

/** Name of the mirror of a place among others: one that people know, and one that is its own. */
export function mirrorName(place: ServerPlace): string {
  const label = `${serverName(place)} ${posix.basename(place.path)}`
    .replace(/[^\p{L}\p{N}.]+/gu, '-')
    .slice(0, 60);
  const key = createHash('sha256').update(serverAddress(place)).digest('hex').slice(0, 8);
  return `${label.replace(/^[-.]+|[-.]+$/g, '')}-${key}`;
}

/** The same folder, whoever signs in to it; a folder in somebody's home is that of its user. */
export const isSamePlace = (a: ServerPlace, b: ServerPlace): boolean =>
  serverName(a) === serverName(b) && a.path === b.path && (a.path.startsWith('/') || a.user === b.user);

/** The place that a mirror says it has; null where that is none. */
export function placeIn(address: string): ServerPlace | null {
  try {
    return serverPlaceOf(address);
  } catch {
    return null;
  }
}
