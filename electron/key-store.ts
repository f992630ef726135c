import { safeStorage } from 'electron';
import type { Cipher } from './services/server/kept-secrets';

/** The system's key store, asked when something is to be kept: the system may ask its user then. */
export const keyStore: Cipher = {
  async isThere() {
    // Without a key store Linux encrypts with a key that everybody knows.
    if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text')
      return false;
    return safeStorage.isAsyncEncryptionAvailable();
  },
  encrypt: (text) => safeStorage.encryptStringAsync(text),
  decrypt: async (bytes) => (await safeStorage.decryptStringAsync(bytes)).result,
};
