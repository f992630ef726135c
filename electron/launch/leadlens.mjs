// npm run -s leadlens -- COMMAND …: the command line from a checkout, built first when it is stale.
import { build, commandLine } from './build.mjs';
import { run } from './run.mjs';

await build(false);
await run(process.execPath, [commandLine, ...process.argv.slice(2)]);
