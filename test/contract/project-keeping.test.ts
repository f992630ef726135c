import { mkdir, readdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Grants } from '../../electron/services/grants';
import { createHost, replyToHostCall, type Host } from '../../electron/services/host-methods';
import { MOST_RUNS } from '../../electron/services/kept-runs';
import { Projects } from '../../electron/services/projects';
import type { HostApi } from '../../shared/contract/host';
import type { Pin } from '../../shared/contract/pin';
import type { RunNumbers } from '../../shared/contract/kept-run';
import { LeadlensError } from '../../shared/domain/fault';
import { codeOf } from '../support/faults';
import { APPOINTMENTS, draftOf } from '../support/notes';
import { JPEG, PNG } from '../support/pictures';
import { temporaryFolder } from '../support/temporary-folder';

/** What a run counted that read so many files. */
const numbers = (files: number): RunNumbers => ({
  files,
  decisions: 0,
  errors: [],
  leadQuality: null,
  revenue: null,
});

describe('what a project keeps beside its settings', () => {
  let place: string;
  let data: string;
  let host: Host;
  let grantId: string;
  let warnings: string[];

  const door = (of: Host): HostApi => ({
    call: async (method, request) => {
      const reply = await replyToHostCall(of.methods, method, structuredClone(request));
      if (!reply.ok) throw new LeadlensError(reply.fault);
      return reply.answer as never;
    },
  });
  const start = async (): Promise<void> => {
    host = createHost({
      version: '0',
      host: 'electron',
      directory: join(place, 'home'),
      grants: new Grants(),
      pickFolder: () => Promise.resolve(null),
      pickSavePlace: null,
      makeSample: () => Promise.resolve(),
      warn: (message) => warnings.push(message),
    });
    grantId = (await host.openInitial(data)).grantId;
  };
  const folderOf = async (): Promise<string> => {
    const { location } = await door(host).call('projectPlace', { grantId });
    return location.replace(/^~/, process.env['HOME'] ?? '~');
  };

  beforeEach(async () => {
    warnings = [];
    place = await realpath(await temporaryFolder());
    data = join(place, 'acme');
    await mkdir(data);
    await start();
  });
  afterEach(() => host.close());

  it('a logo is there after the program was started anew, replaced whole, and gone when it is taken away', async () => {
    expect(await door(host).call('loadLogo', { grantId })).toBeNull();
    await door(host).call('saveLogo', { grantId, base64: PNG });
    await host.close();
    await start();
    expect(await door(host).call('loadLogo', { grantId })).toEqual({ kind: 'png', base64: PNG });
    expect(await door(host).call('saveLogo', { grantId, base64: JPEG })).toEqual({
      kind: 'jpeg',
      base64: JPEG,
    });
    expect(await door(host).call('loadLogo', { grantId })).toEqual({ kind: 'jpeg', base64: JPEG });
    expect(await readdir(await folderOf())).toEqual(['logo.jpg']);
    await door(host).call('saveLogo', { grantId, base64: null });
    expect(await door(host).call('loadLogo', { grantId })).toBeNull();
  });

  it('a picture that is none is refused, and the logo before stays', async () => {
    await door(host).call('saveLogo', { grantId, base64: PNG });
    const page = Buffer.from('<html><script>alert(1)</script></html>').toString('base64');
    expect(await codeOf(door(host).call('saveLogo', { grantId, base64: page }))).toBe('logo_unusable');
    expect(await codeOf(door(host).call('saveLogo', { grantId, base64: 'no base64!' }))).toBe('bad_request');
    expect(await door(host).call('loadLogo', { grantId })).toEqual({ kind: 'png', base64: PNG });
    await writeFile(join(await folderOf(), 'logo.png'), 'no picture any more');
    expect(await codeOf(door(host).call('loadLogo', { grantId }))).toBe('logo_unusable');
  });

  it('runs are kept where they counted something else, the newest first, and are there after a new start', async () => {
    const first = await door(host).call('keepRun', { grantId, numbers: numbers(1) });
    expect(await door(host).call('keepRun', { grantId, numbers: numbers(1) })).toEqual(first);
    const second = await door(host).call('keepRun', { grantId, numbers: numbers(2) });
    const again = await door(host).call('keepRun', { grantId, numbers: numbers(1) });
    expect(again.id).not.toBe(first.id);
    await host.close();
    await start();
    const ids = (await door(host).call('keptRuns', { grantId })).map(({ id }) => id);
    expect(ids).toHaveLength(3);
    expect(new Set(ids)).toEqual(new Set([again.id, second.id, first.id]));
    expect(await readdir(join(await folderOf(), 'runs'))).toHaveLength(3);
  });

  it('of the runs of one sitting over the same files the first and the last stay', async () => {
    const inputs = [{ file: 'a.csv', sha256: 'a' }];
    const keep = (decisions: number, files = inputs): Promise<{ readonly id: string }> =>
      door(host).call('keepRun', { grantId, numbers: { ...numbers(1), decisions, inputs: files } });
    const first = await keep(0);
    await keep(1);
    const last = await keep(2);
    const ids = async (): Promise<readonly string[]> =>
      (await door(host).call('keptRuns', { grantId })).map(({ id }) => id);
    expect(new Set(await ids())).toEqual(new Set([first.id, last.id]));
    const others = await keep(3, [{ file: 'a.csv', sha256: 'b' }]);
    expect(new Set(await ids())).toEqual(new Set([first.id, last.id, others.id]));
    // What was over other files in between is no part of the sitting, and neither is what stood before it.
    const back = await keep(4);
    expect(new Set(await ids())).toEqual(new Set([first.id, last.id, others.id, back.id]));
    const onward = await keep(5);
    expect(new Set(await ids())).toEqual(new Set([first.id, last.id, others.id, back.id, onward.id]));
  });

  it('of many runs the oldest go', async () => {
    for (let files = 0; files < MOST_RUNS + 3; files += 1)
      await door(host).call('keepRun', { grantId, numbers: numbers(files) });
    const runs = await door(host).call('keptRuns', { grantId });
    expect(runs).toHaveLength(MOST_RUNS);
    expect(Math.min(...runs.map((run) => run.numbers.files))).toBe(3);
  });

  it('notes are there after a new start, each with its author and its time, in the order in which they were written', async () => {
    await door(host).call('savePreferences', { preferences: { reviewerName: 'Ana' } });
    const texts = ['first', 'second <script>', '=cmd()'];
    for (const text of texts)
      await door(host).call('saveNote', { grantId, draft: draftOf(text), revision: null });
    await host.close();
    await start();
    const notes = await door(host).call('notes', { grantId });
    expect(notes.map(({ text }) => text)).toEqual(texts);
    for (const note of notes) {
      expect(note).toMatchObject({ author: 'Ana', revision: 1, on: APPOINTMENTS });
      expect(note.changedAt).toBe(note.writtenAt);
    }
  });

  it('what controls how text runs is no part of a note, and an empty one is none', async () => {
    const draft = draftOf('one\r\n\u001b[31mtwo\u202e\u0000\n');
    expect(await door(host).call('saveNote', { grantId, draft, revision: null })).toMatchObject({
      text: 'one\n[31mtwo',
    });
    const empty = door(host).call('saveNote', { grantId, draft: draftOf(' \n'), revision: null });
    expect(await codeOf(empty)).toBe('bad_request');
  });

  it('two windows of two programs that write notes at the same time lose none of them', async () => {
    const own = grantId;
    const other = createHost({
      version: '0',
      host: 'browser',
      directory: join(place, 'home'),
      grants: new Grants(),
      pickFolder: null,
      pickSavePlace: null,
      makeSample: () => Promise.resolve(),
      warn: (message) => warnings.push(message),
    });
    const theirs = (await other.openInitial(data)).grantId;
    const texts = Array.from({ length: 20 }, (_, at) => `note ${String(at)}`);
    await Promise.all(
      texts.flatMap((text) => [
        door(host).call('saveNote', { grantId: own, draft: draftOf(`own ${text}`), revision: null }),
        door(other).call('saveNote', { grantId: theirs, draft: draftOf(`their ${text}`), revision: null }),
      ]),
    );
    await other.close();
    const kept = (await door(host).call('notes', { grantId: own })).map(({ text }) => text);
    expect(kept.sort()).toEqual(texts.flatMap((text) => [`own ${text}`, `their ${text}`]).sort());
  });

  it('a note that another window changed or deleted meanwhile is not written over', async () => {
    const draft = draftOf('as it was');
    const { revision } = await door(host).call('saveNote', { grantId, draft, revision: null });
    const changed = { ...draft, text: 'changed by the other window' };
    const second = await door(host).call('saveNote', { grantId, draft: changed, revision });
    expect(second).toMatchObject({ revision: revision + 1, text: changed.text });
    const late = door(host).call('saveNote', { grantId, draft: { ...draft, text: 'late' }, revision });
    expect(await codeOf(late)).toBe('note_changed');
    expect(await door(host).call('notes', { grantId })).toEqual([second]);
    await door(host).call('removeNote', { grantId, id: draft.id });
    const gone = door(host).call('saveNote', { grantId, draft, revision: second.revision });
    expect(await codeOf(gone)).toBe('note_gone');
    await door(host).call('restoreNote', { grantId, note: second });
    expect(await door(host).call('notes', { grantId })).toEqual([second]);
  });

  it('what is pinned stands in its order after a new start, also where it was moved between two others', async () => {
    const pinned = (text: string, position: number): Pin => ({
      version: 1,
      id: randomUUID(),
      position,
      item: { kind: 'heading', text },
    });
    const [a, b, c] = [pinned('a', 1), pinned('b', 2), pinned('c', 3)];
    for (const pin of [c, a, b]) await door(host).call('savePin', { grantId, pin });
    await door(host).call('savePin', { grantId, pin: { ...c, position: 1.5 } });
    await door(host).call('removePin', { grantId, id: b.id });
    await host.close();
    await start();
    expect((await door(host).call('board', { grantId })).map(({ item }) => item)).toEqual([a.item, c.item]);
    const outside = { ...a, id: '../../elsewhere' };
    expect(await codeOf(door(host).call('savePin', { grantId, pin: outside }))).toBe('bad_request');
  });

  it('notes go along where the project is moved, and keep another project from taking its place', async () => {
    await door(host).call('saveNote', { grantId, draft: draftOf('stays'), revision: null });
    await door(host).call('moveProject', { grantId, windowId: 'w', to: 'beside' });
    expect(await readdir(join(place, 'acme.leadlens', 'notes'))).toHaveLength(1);
    expect(await door(host).call('notes', { grantId })).toMatchObject([{ text: 'stays' }]);
    const other = join(place, 'other.leadlens');
    await mkdir(join(other, 'decisions'), { recursive: true });
    const projects = new Projects(join(place, 'home'), (message) => warnings.push(message));
    expect(await codeOf(projects.attach(other, data))).toBe('project_there');
  });

  it('a kept run that is damaged is told, kept aside and left out', async () => {
    const kept = await door(host).call('keepRun', { grantId, numbers: numbers(1) });
    const file = join(await folderOf(), 'runs', `${kept.id}.json`);
    await writeFile(file, (await readFile(file, 'utf8')).slice(0, 40));
    expect(await door(host).call('keptRuns', { grantId })).toEqual([]);
    expect(warnings.join(' ')).toContain(`${kept.id}.json cannot be understood`);
    const aside = (await readdir(join(await folderOf(), 'runs'))).filter((name) => name.includes('damaged'));
    expect(aside).toHaveLength(1);
  });
});
