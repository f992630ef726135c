import { readFile } from 'node:fs/promises';
import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import { SCREENS } from '../../renderer/state/navigation';
import { topicOf } from '../../renderer/state/help';
import { computedWords } from '../../shared/charts/data-words';
import { allDefinitions, definitionsOf, findDefinitions } from '../../shared/domain/help/definitions';
import { HELP_TOPICS, topicEntries } from '../../shared/domain/help/topics';
import { ALL_METRICS } from '../../shared/domain/metrics';
import { guideDocument } from '../support/guide-document';

describe('the help', () => {
  it('is about every screen, and knows the sides of those that have several', () => {
    for (const screen of SCREENS) {
      expect(HELP_TOPICS[topicOf({ screen, params: {} })].screen).toBe(screen);
    }
    for (const [id, { screen, params = {} }] of topicEntries()) {
      expect(topicOf({ screen: screen as (typeof SCREENS)[number], params })).toBe(id);
    }
  });

  it('says of each screen in one sentence what it answers, and in one what to look out for', () => {
    for (const [id, { answers, watch }] of topicEntries()) {
      expect(answers, id).toMatch(/^[A-Z][^?]+\?$/);
      expect(watch, id).toMatch(/^[A-Z].+\.$/);
      expect(`${answers} ${watch}`, id).not.toContain('!');
    }
  });

  it('explains every word on some screen, and every number somewhere', () => {
    const used = new Set(topicEntries().flatMap(([, topic]) => definitionsOf(topic).map(({ id }) => id)));
    const words = allDefinitions().filter(({ id }) => id.startsWith('term:'));
    expect(words.filter(({ id }) => !used.has(id)).map(({ name }) => name)).toEqual([]);
    expect(allDefinitions().length).toBe(words.length + ALL_METRICS.length);
    expect(new Set(allDefinitions().map(({ name }) => name)).size).toBe(allDefinitions().length);
  });

  it('finds a definition by words of it, whatever their case, those in whose name they are first', () => {
    expect(findDefinitions('SNAPSHOT')[0]?.name).toBe('Snapshot');
    expect(findDefinitions('false discovery')[0]?.id).toBe('term:q');
    expect(findDefinitions('roas')[0]).toMatchObject({ id: 'metric:roas', topic: 'revenue' });
    expect(findDefinitions('wilson appointments').map(({ id }) => id)).toContain('metric:appointment_rate');
    expect(findDefinitions('  ')).toEqual([]);
    expect(findDefinitions('zzz')).toEqual([]);
  });

  it('says nothing of data where a screen has none, and what to do before a run', () => {
    expect(computedWords('preferences', null)).toBe('');
    expect(computedWords('funnel', null)).toBe('Nothing was read yet: open a folder and run.');
  });
});

describe('docs/guide.md', () => {
  it('is what npm run docs would write now', async () => {
    const file = 'docs/guide.md';
    const written = await readFile(new URL(`../../${file}`, import.meta.url), 'utf8');
    expect(await format(guideDocument(), { filepath: file, printWidth: 110 })).toBe(written);
  });

  it('links to parts that are there', () => {
    const text = guideDocument();
    const parts = new Set(
      [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
        title
          .toLowerCase()
          .replace(/[^a-z0-9 -]/g, '')
          .replaceAll(' ', '-'),
      ),
    );
    const links = [...text.matchAll(/\]\(#([^)]+)\)/g)].map(([, target = '']) => target);
    expect(links.length).toBeGreaterThan(40);
    expect(links.filter((target) => !parts.has(target))).toEqual([]);
  });
});
