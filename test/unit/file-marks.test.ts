import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { markFile, markSurroundings } from '../../electron/services/cache/file-marks';
import { temporaryFolder } from '../support/temporary-folder';

/** Longer than a tick of any clock of a file system. */
const TICK = 50;

describe('The folders around files', () => {
  it('have another mark when something came, was renamed or went in any of them, and the same when nothing did', async () => {
    const root = await temporaryFolder({ 'a.csv': '1', 'in/b.csv': '2' });
    const mark = () => markSurroundings(root, ['a.csv', 'in/b.csv'], []);
    let last = await mark();
    expect(await mark()).toBe(last);
    const changes = [
      () => writeFile(join(root, 'in', 'c.csv'), '3'),
      () => rename(join(root, 'in', 'c.csv'), join(root, 'in', 'd.csv')),
      () => rm(join(root, 'in', 'd.csv')),
    ];
    for (const change of changes) {
      await pause(TICK);
      await change();
      const next = await mark();
      expect(next).not.toBe(last);
      last = next;
    }
  });
});

describe('A file', () => {
  it('has another mark when it is written again with as many bytes, and is settled only after a rest on a device that is trusted', async () => {
    const root = await temporaryFolder({ 'a.csv': '1' });
    const first = await markFile(root, 'a.csv', null);
    const device = BigInt(first.mark.split(':')[0] ?? '');
    await pause(TICK);
    expect(await markFile(root, 'a.csv', null, 0)).toEqual(first);
    expect((await markFile(root, 'a.csv', device, 0)).isSettled).toBe(true);
    expect((await markFile(root, 'a.csv', device)).isSettled).toBe(false);
    expect((await markFile(root, 'a.csv', device + 1n, 0)).isSettled).toBe(false);
    await writeFile(join(root, 'a.csv'), '2');
    const second = await markFile(root, 'a.csv', null);
    expect(second.bytes).toBe(first.bytes);
    expect(second.mark).not.toBe(first.mark);
  });
});
