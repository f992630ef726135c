import { userInfo } from 'node:os';

/** The name of the user of this machine. */
export const userName = (): string => {
  try {
    return userInfo().username;
  } catch {
    // A user without an entry in the system's list has no name.
    return 'Reviewer';
  }
};
