import { version } from '../../package.json';

/** Version of the program, as its package says. */
export const VERSION: string = version;
