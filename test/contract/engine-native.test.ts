import { describe } from 'vitest';
import { hasNative, nativeDatabase, WITHOUT_NATIVE } from '../support/native';
import { suiteInThisThread } from './engine-in-this-thread';

describe.skipIf(!hasNative)(`the engine on native DuckDB${hasNative ? '' : ` (${WITHOUT_NATIVE})`}`, () => {
  suiteInThisThread(nativeDatabase);
});
