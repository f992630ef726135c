import { afterEach, describe, expect, test } from 'vitest';
import { fetchUnattended } from '../../renderer/state/server-files';
import { provideServices, type Services } from '../../renderer/state/services';
import { useSession } from '../../renderer/state/session';
import type { ServerSource } from '../../shared/contract/project';
import { LeadlensError } from '../../shared/domain/fault';
import { settingsWith } from '../support/engine';

const SOURCE: ServerSource = { address: 'sftp://ada@files.example.com/out', signIn: 'agent', keyFile: '' };
const GRANT = { grantId: 'g1', name: 'out', location: '/data' };
const NOTHING = { came: 0, bytes: 0, gone: 0, refused: 0, waiting: 0 };

/** A host that answers a fetch, and remembers what it was asked. */
function hostWith(answer: () => unknown): readonly unknown[] {
  const asked: unknown[] = [];
  const call = (method: string, request: unknown): Promise<unknown> => {
    asked.push([method, request]);
    return new Promise((resolve) => {
      resolve(answer());
    });
  };
  provideServices({ host: { call } } as unknown as Services);
  return asked;
}

const open = (server: ServerSource | null): void => {
  useSession.setState({ grant: GRANT, settings: settingsWith({ server }) });
};

afterEach(() => {
  useSession.setState({ grant: null, settings: null });
});

describe('Files of a server, by the clock', () => {
  test('are fetched for the open folder with what is kept, and what came is said', async () => {
    open(SOURCE);
    const asked = hostWith(() => ({ ...NOTHING, grant: GRANT, came: 2, bytes: 1500 }));
    expect(await fetchUnattended()).toBe('2 new or changed files, 1.5 kB.');
    expect(asked).toEqual([
      ['fetchServer', { grantId: 'g1', source: SOURCE, secret: null, keepSecret: false }],
    ]);
  });

  test('that do not come are no reason to stop: why is said', async () => {
    open(SOURCE);
    hostWith(() => {
      throw new LeadlensError({
        kind: 'environment',
        code: 'server_unreachable',
        message: 'files.example.com does not answer.',
      });
    });
    expect(await fetchUnattended()).toBe('Nothing came from the server: files.example.com does not answer.');
  });

  test('that lie elsewhere than in the open folder are said to', async () => {
    open(SOURCE);
    hostWith(() => ({ ...NOTHING, grant: { ...GRANT, grantId: 'g2', name: 'mirror' } }));
    expect(await fetchUnattended()).toBe(
      'Nothing new. The files lie in mirror, which is not the open folder.',
    );
  });

  test('are asked for nowhere where the project names no server', async () => {
    open(null);
    const asked = hostWith(() => NOTHING);
    expect(await fetchUnattended()).toBeNull();
    expect(asked).toEqual([]);
  });
});
