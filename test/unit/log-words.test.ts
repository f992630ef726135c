import { describe, expect, test } from 'vitest';
import { bug, LeadlensError } from '../../shared/domain/fault';
import { loggedFrames, loggedMessage } from '../../shared/domain/log-words';

describe('what a log says of an error', () => {
  test.each([
    [
      "The database refused a statement: Conversion Error: Could not convert string 'zoe@example.com' to INT32\n\nLINE 1: select 'zoe@example.com'",
      'The database refused a statement: Conversion Error: Could not convert string … to INT32',
    ],
    [
      "The database refused a statement: Could not convert string 'O'Brien, Zoe' to DATE",
      'The database refused a statement: Could not convert string … to DATE',
    ],
    [
      "Conversion Error: Type INT64 with value 918273 can't be cast",
      "Conversion Error: Type INT64 with value … can't be cast",
    ],
    [
      'Unexpected: Unexpected token \'z\', "zoe went home" is not valid JSON',
      'Unexpected: Unexpected token …, … is not valid JSON',
    ],
    ['No address zoe@example.com here', 'No address … here'],
    ['Unexpected: Cannot read properties of undefined', 'Unexpected: Cannot read properties of undefined'],
  ])('has no value of what nobody foresaw: %s', (message, logged) => {
    expect(loggedMessage(bug(message))).toBe(logged);
  });

  test('is the sentence itself where somebody foresaw it', () => {
    const message = "delivered 2024.csv has no column 'email'.";
    expect(loggedMessage(new LeadlensError({ kind: 'input', code: 'x', message }))).toBe(message);
  });

  test('has the frames of a stack and not its message', () => {
    const error = new Error("could not convert 'zoe@example.com'\nLINE 1: select 'zoe@example.com'");
    const frames = loggedFrames(error);
    expect(frames).toMatch(/^ {4}at /);
    expect(frames).not.toContain('zoe');
  });
});
