import { describe, expect, it } from 'vitest';
import { isAppUrl } from '../../electron/app-origin';
import { headlessArguments } from '../../electron/headless-arguments';
import { runCli } from '../../electron/headless/program';

describe('the origin of the window', () => {
  it.each(['app://leadlens/', 'app://leadlens/files/x/list?path=a', 'APP://leadlens'])('has %s', (url) => {
    expect(isAppUrl(url)).toBe(true);
  });

  it.each([
    'https://leadlens/',
    'app://leadlens.evil/',
    'app://evil/leadlens',
    'app://user@leadlens/',
    'app://leadlens:1/',
    'app:leadlens',
    'file:///app://leadlens/',
    'javascript:alert(1)',
    'about:blank',
    'leadlens',
    '',
  ])('does not have %j', (url) => {
    expect(isAppUrl(url)).toBe(false);
  });
});

describe('a packaged app', () => {
  it('runs a command without a window when its first argument is one', () => {
    expect(headlessArguments(['/opt/leadlens', 'analyze', '/data', '--json'])).toEqual([
      'analyze',
      '/data',
      '--json',
    ]);
    expect(headlessArguments(['/opt/leadlens', '--', '--version'])).toEqual(['--version']);
  });

  it('knows every command of the program', async () => {
    const printed: string[] = [];
    await runCli(['--help'], {
      stdout: (text) => printed.push(text),
      stderr: () => undefined,
      isTerminal: false,
      pageRoot: '',
      signal: new AbortController().signal,
    });
    const commands = printed
      .join('')
      .split('Commands:')[1]
      ?.split('\n')
      .flatMap((line) => /^ {2}(\w+)/.exec(line)?.[1] ?? []);
    expect(commands).toContain('analyze');
    for (const command of commands ?? [])
      expect(headlessArguments(['/opt/leadlens', command, '/data']), command).toEqual([command, '/data']);
  });

  it('opens a window for a folder, for nothing, and for switches of the system', () => {
    expect(headlessArguments(['/opt/leadlens'])).toBeNull();
    expect(headlessArguments(['/opt/leadlens', '/data/analyze'])).toBeNull();
    expect(headlessArguments(['/opt/leadlens', '--no-sandbox', 'analyze'])).toBeNull();
  });
});
