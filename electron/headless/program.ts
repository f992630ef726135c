import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { PAPERS } from '../../shared/contract/report';
import { faultOf } from '../../shared/domain/fault';
import { loggedFrames, loggedMessage } from '../../shared/domain/log-words';
import { printable } from '../../shared/domain/printable';
import { HASHINGS } from '../../shared/sample/hashing';
import { CRM_KEYS, SCENARIOS } from '../../shared/sample/options';
import { VERSION } from '../services/version';
import type { CliContext } from './cli-context';
import type { AnalyzeOptions } from './commands/analyze';
import type { CacheOptions } from './commands/cache';
import type { ExplainOptions } from './commands/explain';
import type { SampleCommandOptions } from './commands/sample';
import type { ServeOptions } from './commands/serve';
import type { WatchOptions } from './commands/watch';
import { ENGINES } from './engine-options';
import { EXIT, exitCodeOfFault, type ExitCode } from './exit-codes';

/** Where the files are fetched from, and how somebody signs in there: the same for every command. */
const FROM =
  'instead of a folder: sftp://user@host[:port]/path; what is new there is fetched beside the project first';
const KEY_FILE =
  'private key to sign in with; else the agent (SSH_AUTH_SOCK) or LEADLENS_SFTP_PASSWORD; its passphrase: LEADLENS_SFTP_PASSPHRASE';
const HOST_KEY = 'key of the server as ssh-keygen -l prints it (SHA256:…); also accepts one that changed';

/** How it is printed what a run took. */
const TIMING_FORMS = ['text', 'json'];

function wholeNumber(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value)) return value;
  throw new InvalidArgumentError('It must be a whole number.');
}

function portNumber(text: string): number {
  const value = wholeNumber(text);
  if (value <= 65_535) return value;
  throw new InvalidArgumentError('A port is a number up to 65535.');
}

/** Which database computes, and what it may take: the same wherever a folder is run. */
const engineOption = (): Option =>
  new Option(
    '--engine <name>',
    'database that computes: native (with @duckdb/node-api), wasm, or native where the folder is large',
  )
    .choices(ENGINES)
    .default('auto');
const memoryOption = (): Option =>
  new Option('--memory <size>', 'native engine: memory it takes before it uses the disk, as 8GB');
const threadsOption = (): Option =>
  new Option('--threads <n>', 'native engine: processors it uses; else all').argParser(wholeNumber);

/** Each command is loaded when it is asked for: what the others need is no part of its start. */
function buildProgram(context: CliContext, finish: (code: ExitCode) => void): Command {
  const program = new Command('leadlens')
    .description('Lead quality and marketing revenue from a folder of exports, on your own machine.')
    .version(VERSION)
    .exitOverride()
    .showHelpAfterError('(add --help for what there is)')
    .configureOutput({ writeOut: context.stdout, writeErr: context.stderr });

  program
    .command('analyze')
    .description('analyse the exports in a folder and print the numbers')
    .argument('[folder]', 'folder with the exports; it is only read')
    .option('--from <place>', FROM)
    .option('--key-file <file>', KEY_FILE)
    .option('--host-key <key>', HOST_KEY)
    .option('--project <place>', 'project folder or its project.json: mappings, settings and decisions')
    .option(
      '--profile <file>',
      'a profile of mappings and words that Sources saved; it goes over the project',
    )
    .option(
      '--out <dir>',
      'also write the report (PDF, XLSX), summary.json, tables and star schema into this folder',
    )
    .addOption(new Option('--paper <size>', 'paper of the PDF').choices(PAPERS).default('a4'))
    .option('--title <text>', 'title of the report; else the one that the project says')
    .option('--client <text>', 'for whom the report is; else the client that the project says')
    .addOption(engineOption())
    .addOption(memoryOption())
    .addOption(threadsOption())
    .option('--json', 'print summary.json instead of text', false)
    .option('--no-cache', 'compute anew, and keep nothing of it')
    .addOption(
      new Option('--timing [form]', 'print on standard error what stages, files, models and steps took')
        .choices(TIMING_FORMS)
        .preset('text'),
    )
    .option('--keep-run', 'the project keeps what was counted: later runs say what changed since', false)
    .addOption(
      new Option(
        '--fail-on <what>',
        'exit with 4 when there are findings of severity error, with 6 when there is a change to look at',
      ).choices(['error', 'change']),
    )
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 1 bug, 2 bad usage, 3 nothing could be answered or a column needs a mapping,\n' +
        '4 findings of severity error (with --fail-on error), 5 cancelled, 6 since the run that the project\n' +
        'keeps a rate left its interval or an error is new (with --fail-on change).',
    )
    .action(async (folder: string | undefined, options: AnalyzeOptions) => {
      const { analyze } = await import('./commands/analyze');
      finish(await analyze(folder, options, context));
    });

  program
    .command('watch')
    .description('run whenever files come, or at set times, until it is stopped; a line for each run')
    .argument('[folder]', 'folder with the exports; it is only read')
    .option('--from <place>', FROM)
    .option('--key-file <file>', KEY_FILE)
    .option('--host-key <key>', HOST_KEY)
    .option('--project <place>', 'project folder or its project.json; it keeps what each run counted')
    .option('--at <times>', 'times of the day where the machine is: 06:00,18:00')
    .option('--every <time>', 'from one run to the next: 30m, 12h, 1d')
    .option('--out <dir>', 'also write report, summary.json, tables and star schema into this folder')
    .addOption(new Option('--paper <size>', 'paper of the PDF').choices(PAPERS).default('a4'))
    .addOption(engineOption())
    .addOption(memoryOption())
    .addOption(threadsOption())
    .action(async (folder: string | undefined, options: WatchOptions) => {
      const { watch } = await import('./commands/watch');
      finish(await watch(folder, options, context));
    });

  program
    .command('sample')
    .description('write sample exports together with their true numbers (truth.json)')
    .argument('<dir>', 'folder to write to; made when it is not there')
    .addOption(new Option('--scenario <name>', 'which question').choices(SCENARIOS).default('lead-quality'))
    .option('--leads <n>', 'delivered leads; people of scenario revenue', wholeNumber, 4000)
    .option('--snapshots <n>', 'CRM report files', wholeNumber, 12)
    .option(
      '--invoices <n>',
      'Stripe invoices of scenario revenue; one for three leads where not given',
      wholeNumber,
    )
    .option('--seed <n>', 'the same seed gives the same bytes', wholeNumber, 1)
    .option('--clean', 'without the planted mess', false)
    .addOption(
      new Option(
        '--mess <level>',
        'also mess that changes no number: 1 around the tables, 2 their form, 3 their rows',
      )
        .argParser(wholeNumber)
        .default(0),
    )
    .addOption(new Option('--hashing <name>', 'keys of the delivered leads').choices(HASHINGS))
    .addOption(new Option('--crm-keys <name>', 'keys of the CRM reports').choices(CRM_KEYS))
    .option('--delivered-raw', 'also e-mail and phone in clear text in the leads file', false)
    .option('--every-days <n>', 'days from one snapshot to the next', wholeNumber)
    .action(async (directory: string, options: SampleCommandOptions) => {
      const { sample } = await import('./commands/sample');
      finish(await sample(directory, options, context));
    });

  program
    .command('explain')
    .description('print how the numbers are made')
    .option('--plan', 'the models and steps of a run, in order, with what each reads, takes and gives', false)
    .option('--project <place>', 'also mark with * what the settings and decisions of this project change')
    .action(async (options: ExplainOptions) => {
      const { explain } = await import('./commands/explain');
      finish(await explain(options, context));
    });

  program
    .command('cache')
    .description('say what is kept of earlier runs, so that what has not changed is not computed again')
    .option('--clear', 'remove it', false)
    .action(async (options: CacheOptions) => {
      const { cache } = await import('./commands/cache');
      finish(await cache(options, context));
    });

  program
    .command('serve')
    .description('open the app in the browser, served from this machine to this machine')
    .argument('[folder]', 'folder to open')
    .option('--port <n>', 'port on 127.0.0.1; 0 takes a free one', portNumber, 0)
    .option('--no-open', 'print the address only')
    .option('--project <place>', 'project that goes on with the data of this folder')
    .action(async (folder: string | undefined, options: ServeOptions) => {
      const { serve } = await import('./commands/serve');
      finish(await serve(folder ?? null, options, context));
    });
  return program;
}

/**
 * Runs one command line.
 * @param args without the names of the runtime and the script
 * @returns the exit code; never rejects
 */
export async function runCli(args: readonly string[], context: CliContext): Promise<ExitCode> {
  let code: ExitCode = EXIT.done;
  const program = buildProgram(context, (result) => {
    code = result;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    const fault = faultOf(error);
    const hint = fault.hint === undefined ? '' : ` ${fault.hint}`;
    context.stderr(printable(`leadlens: ${loggedMessage(error)}${hint}\n`));
    if (fault.kind === 'bug' && error instanceof Error) context.stderr(`${loggedFrames(error)}\n`);
    return exitCodeOfFault(fault);
  }
}
