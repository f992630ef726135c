import { describe, expect, it } from 'vitest';
import { timingJson, timingText } from '../../electron/headless/timing-text';
import { FileClock } from '../../shared/contract/file-clock';
import { runTiming } from '../../shared/contract/run-timing';

describe('the time of files', () => {
  it('is from the first word about one to the first about something else, added up over its turns', () => {
    const clock = new FileClock();
    clock.hear({ stage: 'clean', file: 'a.csv' }, 1000);
    clock.hear({ stage: 'clean', file: 'a.csv' }, 1200);
    clock.hear({ stage: 'clean', file: 'b.csv' }, 1500);
    clock.hear({ stage: 'clean', file: 'a.csv' }, 1600);
    clock.hear({ stage: 'match', file: null }, 2600);
    clock.end(9000);
    expect(clock.taken).toEqual([
      { stage: 'clean', file: 'a.csv', seconds: 1.5 },
      { stage: 'clean', file: 'b.csv', seconds: 0.1 },
    ]);
  });
});

describe('the text of --timing', () => {
  it('has stages in their order, and files and units by what they took, the longest first', () => {
    const clock = new FileClock();
    clock.hear({ stage: 'clean', file: 'a.csv' }, 0);
    clock.hear({ stage: 'clean', file: 'b.csv' }, 250);
    clock.end(1250);
    const timing = runTiming(
      [
        { stage: 'clean', name: 'read_reports', kind: 'step', rows: 12, seconds: 0.5, state: 'run' },
        { stage: 'match', name: 'int_links', kind: 'model', rows: null, seconds: 0, state: 'kept' },
        { stage: 'match', name: 'int_groups', kind: 'model', rows: 3400, seconds: 2, state: 'run' },
      ],
      clock.taken,
      { seconds: 2.25, files: [{ file: 'b.csv', bytes: 2048, records: 12 }] },
    );
    expect(JSON.parse(timingJson(timing))).toEqual(timing);
    expect(timingText(timing)).toBe(
      [
        'Run: 2.250 s. What works at the same time is counted more than once.',
        '',
        'stage  seconds  run  kept',
        'clean    0.500    1     0',
        'match    2.000    1     1',
        '',
        'file   seconds  stage  bytes  records',
        'b.csv    1.000  clean   2048       12',
        'a.csv    0.250  clean      –        –',
        '',
        'model or step  seconds  rows   kind  state',
        'int_groups       2.000  3400  model    run',
        'read_reports     0.500    12   step    run',
        'int_links        0.000     –  model   kept',
        '',
      ].join('\n'),
    );
  });
});
