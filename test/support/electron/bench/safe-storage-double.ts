import type { SafeStorage } from 'electron';
import type { AppDouble } from './app-double';

/** A system without a place for keys, as a bare Linux is: nothing is encrypted, and nothing pretends to be. */
export const safeStorageDouble = (
  app: AppDouble,
): Pick<
  SafeStorage,
  'getSelectedStorageBackend' | 'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'
> => {
  const refuse = (): Promise<never> => Promise.reject(new Error('Encryption is not available.'));
  return {
    getSelectedStorageBackend: () => {
      app.needsReady('safeStorage');
      return 'basic_text';
    },
    isAsyncEncryptionAvailable: () => Promise.resolve(false),
    encryptStringAsync: refuse,
    decryptStringAsync: refuse,
  };
};
