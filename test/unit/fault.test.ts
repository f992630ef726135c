import { describe, expect, it } from 'vitest';
import { bug, cancelled, faultOf, LeadlensError, throwIfCancelled } from '../../shared/domain/fault';
import { isKeptDimension, keptDimension, keptName } from '../../shared/domain/kept-dimension';
import { oneLine } from '../../shared/domain/one-line';

describe('What was thrown', () => {
  it('is the fault that it says it is', () => {
    const details = { kind: 'input', code: 'file_gone', message: 'a.csv is gone.', file: 'a.csv' } as const;
    const error = new LeadlensError(details);
    expect(faultOf(error)).toBe(details);
    expect([error.name, error.message]).toEqual(['LeadlensError', 'a.csv is gone.']);
  });

  it('is a cancel where work was aborted', () => {
    const abort = Object.assign(new Error('x'), { name: 'AbortError' });
    expect(faultOf(abort)).toEqual({ kind: 'cancelled', code: 'cancelled', message: 'Cancelled.' });
    const controller = new AbortController();
    expect(() => throwIfCancelled(controller.signal)).not.toThrow();
    controller.abort();
    expect(() => throwIfCancelled(controller.signal)).toThrow(cancelled());
  });

  it.each([
    'Failed to fetch',
    'NetworkError when attempting',
    'Load failed',
    'Importing a module script failed.',
  ])('is a server that is gone where a browser says: %s', (message) => {
    expect(faultOf(new TypeError(message))).toMatchObject({ kind: 'environment', code: 'host_unreachable' });
    // Another kind of error says so of something else.
    expect(faultOf(new Error(message)).code).toBe('bug');
  });

  it('is else a mistake of ours, and says so', () => {
    expect(faultOf(new TypeError('x is undefined'))).toEqual({
      kind: 'bug',
      code: 'bug',
      message: 'Unexpected: x is undefined',
    });
    expect(faultOf('odd').message).toBe('Unexpected: odd');
    expect(bug('no table').details).toEqual({ kind: 'bug', code: 'bug', message: 'no table' });
    expect(bug('no table', 'why').cause).toBe('why');
  });
});

describe('A name that somebody gave', () => {
  it('is on one line, without what controls how text runs', () => {
    expect(oneLine('  Ann\n\t\u202eArcher \u0007 ')).toBe('Ann Archer');
  });

  it('of a kept column is told from other dimensions', () => {
    const dimension = keptDimension('team');
    expect(dimension).toBe('kept:team');
    expect([isKeptDimension(dimension), isKeptDimension('state')]).toEqual([true, false]);
    expect([keptName(dimension), keptName('state')]).toEqual(['team', null]);
  });
});
