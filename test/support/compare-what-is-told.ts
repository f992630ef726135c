import { afterEach } from 'vitest';
import { takeWhatWasTold } from './told-of-runs';

/**
 * After each test over the engine: what its runs found, word for word, as it was when people read it (`test/golden/told`). What
 * changes there is either meant, and said in the message of the commit, or a fault.
 */
afterEach(({ expect, task }) => {
  const told = takeWhatWasTold();
  if (told !== null && /\/test\/stages\//.test(task.file.filepath)) expect(told).toMatchSnapshot();
});
