import { describe, expect, it } from 'vitest';
import { FileClock, timingText } from '../../electron/headless/timing-text';

describe('the time of files', () => {
  it('is from the first word about one to the first about something else, added up over its turns', () => {
    const clock = new FileClock();
    clock.hear({ stage: 'clean', file: 'a.csv' }, 1000);
    clock.hear({ stage: 'clean', file: 'a.csv' }, 1200);
    clock.hear({ stage: 'clean', file: 'b.csv' }, 1500);
    clock.hear({ stage: 'clean', file: 'a.csv' }, 1600);
    clock.hear({ stage: 'match', file: null }, 2600);
    clock.end(9000);
    expect([...clock.taken.values()]).toEqual([
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
    const text = timingText(
      [
        { stage: 'clean', name: 'read_reports', kind: 'step', rows: 12, seconds: 0.5, state: 'run' },
        { stage: 'match', name: 'int_links', kind: 'model', rows: null, seconds: 0, state: 'kept' },
        { stage: 'match', name: 'int_groups', kind: 'model', rows: 3400, seconds: 2, state: 'run' },
      ],
      clock.taken,
      2.25,
    );
    expect(text).toBe(
      [
        'Run: 2.250 s. What works at the same time is counted more than once.',
        '',
        'stage  seconds  units',
        'clean    0.500      1',
        'match    2.000      2',
        '',
        'file   seconds  stage',
        'b.csv    1.000  clean',
        'a.csv    0.250  clean',
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
