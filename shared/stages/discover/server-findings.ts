import type { Finding } from '../../domain/finding';
import { finding } from '../../domain/finding-builder';
import { agree, file as fileName, joined, plural, say, type Sentence } from '../../domain/sentence';
import type { FromServer } from '../../ports/file-source';
import { defineFindings } from '../../sql/stage';
import { discovery } from './discover-parameters';

/** Names that a sentence has room for; all stand behind it. */
const NAMED = 5;

const listed = (names: readonly Sentence[]): Sentence =>
  joined([
    ...names.slice(0, NAMED),
    ...(names.length > NAMED ? [say`and ${String(names.length - NAMED)} more`] : []),
  ]);

const withReasons = (entries: FromServer['refused']): Sentence =>
  joined(
    [
      ...entries
        .slice(0, NAMED)
        .map(({ path, reason }) => say`${fileName(path)}: ${reason.replace(/\.$/, '')}`),
      ...(entries.length > NAMED ? [say`and ${String(entries.length - NAMED)} more`] : []),
    ],
    '; ',
  );

/** Files that were taken away where they came from, or that did not come: the numbers are not those of the server. */
function findOnServer({ place, gone, refused, waiting }: FromServer): readonly Finding[] {
  const [n, r, w] = [gone.length, refused.length, waiting.length];
  return [
    ...(n === 0
      ? []
      : [
          finding({
            code: 'gone_from_server',
            severity: 'warning',
            files: [...gone],
            message: say`${plural(n, 'file is', 'files are')} not on the server any more (${place}) and ${agree(n, 'counts', 'count')} all the same, since ${agree(n, 'it', 'they')} came from there: ${listed(gone.map((path) => fileName(path)))}. Leave ${agree(n, 'it', 'them')} out on the Sources screen if ${agree(n, 'it', 'they')} should not count.`,
          }),
        ]),
    ...(r === 0
      ? []
      : [
          finding({
            code: 'not_fetched',
            severity: 'error',
            files: refused.map(({ path }) => path),
            message: say`${plural(r, 'file', 'files')} on the server cannot be fetched (${place}), so nothing of ${agree(r, 'it', 'them')} counts but what came before: ${withReasons(refused)}.`,
            evidence: refused.map(({ path, reason }) => ({ label: path, value: reason })),
          }),
        ]),
    ...(w === 0
      ? []
      : [
          finding({
            code: 'not_fetched',
            severity: 'warning',
            files: waiting.map(({ path }) => path),
            message: say`${plural(w, 'file', 'files')} on the server ${agree(w, 'is', 'are')} not here yet (${place}), so nothing of ${agree(w, 'it', 'them')} counts but what came before: ${withReasons(waiting)}.`,
            evidence: waiting.map(({ path, reason }) => ({ label: path, value: reason })),
          }),
        ]),
  ];
}

export const serverFindings = defineFindings({
  name: 'server_findings',
  title: 'Files on a server that went, or did not come',
  takes: [discovery],
  find: ({ get }) => {
    const { fromServer } = get(discovery);
    return fromServer === null ? [] : findOnServer(fromServer);
  },
});
