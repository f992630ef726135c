import { describe } from 'vitest';
import { suiteInThisThread } from './engine-in-this-thread';

describe('the engine in Node', () => {
  suiteInThisThread();
});
