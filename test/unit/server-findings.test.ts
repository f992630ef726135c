import { describe, expect, test } from 'vitest';
import type { Finding } from '../../shared/domain/finding';
import type { FromServer } from '../../shared/ports/file-source';
import type { Parameter, StepContext } from '../../shared/sql/stage';
import { discovery } from '../../shared/stages/discover/discover-parameters';
import { serverFindings } from '../../shared/stages/discover/server-findings';

const PLACE = 'sftp://ada@files.example.com/exports';

async function toldOf(said: Partial<FromServer> | null): Promise<readonly Finding[]> {
  const fromServer = said && { place: PLACE, gone: [], refused: [], waiting: [], ...said };
  const told: Finding[] = [];
  await serverFindings.run({
    get: (parameter: Parameter<never>) => (parameter.name === discovery.name ? { fromServer } : null),
    found: (findings: readonly Finding[]) => told.push(...findings),
  } as unknown as StepContext);
  return told;
}

describe('Of files that come from a server', () => {
  test('nothing is said where all of them are here as they are there, or where they do not come from one', async () => {
    expect(await toldOf({})).toEqual([]);
    expect(await toldOf(null)).toEqual([]);
  });

  test('those that were deleted there are named: they count until somebody leaves them out', async () => {
    const [one] = await toldOf({ gone: ['a.csv'] });
    expect(one).toMatchObject({ code: 'gone_from_server', severity: 'warning', files: ['a.csv'] });
    expect(one?.message).toBe(
      `1 file is not on the server any more (${PLACE}) and counts all the same, since it came from there: \`a.csv\`. Leave it out on the Sources screen if it should not count.`,
    );
    const [many] = await toldOf({ gone: ['1', '2', '3', '4', '5', '6', '7'].map((n) => `${n}.csv`) });
    expect(many?.files).toHaveLength(7);
    expect(many?.message).toBe(
      `7 files are not on the server any more (${PLACE}) and count all the same, since they came from there: \`1.csv\`, \`2.csv\`, \`3.csv\`, \`4.csv\`, \`5.csv\`, and 2 more. Leave them out on the Sources screen if they should not count.`,
    );
  });

  test('those that cannot be fetched are an error, and those that come later a warning, each with its reason', async () => {
    const [refused, waiting] = await toldOf({
      refused: [{ path: '../x.csv', reason: 'Its name would lead out of the folder.' }],
      waiting: [
        { path: 'b.csv', reason: 'It is still being written on the server.' },
        { path: 'c.csv', reason: 'The fetch broke off before it came.' },
      ],
    });
    expect(refused).toMatchObject({ code: 'not_fetched', severity: 'error', files: ['../x.csv'] });
    expect(refused?.message).toBe(
      `1 file on the server cannot be fetched (${PLACE}), so nothing of it counts but what came before: \`../x.csv\`: Its name would lead out of the folder.`,
    );
    expect(waiting).toMatchObject({ code: 'not_fetched', severity: 'warning', files: ['b.csv', 'c.csv'] });
    expect(waiting?.message).toBe(
      `2 files on the server are not here yet (${PLACE}), so nothing of them counts but what came before: \`b.csv\`: It is still being written on the server; \`c.csv\`: The fetch broke off before it came.`,
    );
    expect(waiting?.evidence.map(({ label }) => label)).toEqual(['b.csv', 'c.csv']);
  });
});
