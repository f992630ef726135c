import type { Plugin } from 'vite';

/** What the package for SSH would like to have compiled, and does as well without, in Node's own cryptography. */
const NATIVE = /^cpu-features$|[/]sshcrypto\.node$/;
const NOTHING = '\0nothing-native.cjs';

/** Leaves the native parts of the package for SSH out of the build: they are made for one machine, and need not be there. */
export const withoutNativeSsh = (): Plugin => ({
  name: 'without-native-ssh',
  enforce: 'pre',
  resolveId: (source) => (NATIVE.test(source) ? NOTHING : null),
  // The package takes a failure for an answer.
  load: (id) =>
    id === NOTHING ? "throw new Error('There is no native part.');\nmodule.exports = null;\n" : null,
});
