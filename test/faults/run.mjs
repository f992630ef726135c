// The fault tests in their long form: 200 kills instead of 20. `npm run test:faults`
import { spawnSync } from 'node:child_process';

const { status } = spawnSync('npx', ['vitest', 'run', '--config', 'test/vitest.config.ts', 'test/faults'], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: { ...process.env, LEADLENS_KILLS: '200' },
});
process.exit(status ?? 1);
