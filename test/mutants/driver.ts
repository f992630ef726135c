import { test } from 'vitest';

test('stands for the tests that the runner runs', () => {});
