import { createContext } from 'react';

/** Says what the screen is about; null where nothing does. The frame gives it, the head of a page asks for it. */
export const PageHelp = createContext<(() => void) | null>(null);
