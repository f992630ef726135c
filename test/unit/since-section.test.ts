import { describe, expect, test } from 'vitest';
import { numbersOf } from '../../shared/contract/run-numbers';
import { sinceSection } from '../../shared/stages/report/sections/since';
import { fileReport } from '../support/file-report';
import { finding, outcome } from '../support/outcome';

describe('the section of the report about the last run', () => {
  const before = outcome({ files: [fileReport('a.csv')] });
  const after = outcome({ files: [fileReport('a.csv'), fileReport('b.csv')], findings: [finding()] });
  const run = {
    version: 1 as const,
    id: '00000000-0000-4000-8000-000000000001',
    finishedAt: '2026-06-02T06:00:09.000Z',
    numbers: numbersOf(before, 0),
  };

  test('is not there where no run found something else', () => {
    expect(sinceSection({ runs: [], outcome: before, decisions: 0 })).toBeNull();
    expect(sinceSection({ runs: [run], outcome: before, decisions: 0 })).toBeNull();
  });

  test('says when that was, what is to be looked at, and which files and findings came and went', () => {
    const section = sinceSection({ runs: [run], outcome: after, decisions: 0 });
    const text = JSON.stringify(section);
    expect(section?.title).toBe('Since the last run');
    expect(text).toContain('Against the run of 2026-06-02 06:00 UTC. No number of the headline changed.');
    expect(text).toContain('To look at: New error: ');
    expect(text).toContain('{"term":"Files that came","meaning":"b.csv."}');
    expect(text).toContain('"term":"Findings that came"');
    expect(text).not.toContain('Files that went');
  });
});
