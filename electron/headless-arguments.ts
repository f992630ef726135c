/** Commands that the program runs without a window when its first argument names one. */
const COMMANDS = ['analyze', 'watch', 'sample', 'explain', 'cache', 'serve', 'help', '--help', '--version'];

/**
 * The command line in the arguments of a packaged app, or null when a window is wanted.
 * @param argv as `process.argv`; the first is the program itself
 */
export function headlessArguments(argv: readonly string[]): readonly string[] | null {
  const rest = argv.slice(1).filter((argument) => argument !== '--');
  return rest[0] !== undefined && COMMANDS.includes(rest[0]) ? rest : null;
}
