import { lazy, type ComponentType, type JSX } from 'react';

/**
 * A part of the program that comes when it is first shown. Where it could not be fetched, showing it another time asks
 * for it again: `lazy` alone would remember the failure for good.
 * @param load gives the component
 */
export function lazyPart<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const part = (): ComponentType<P> =>
    lazy(async () => {
      try {
        return { default: await load() };
      } catch (error) {
        Current = part();
        throw error;
      }
    });
  let Current = part();
  return function Part(props: P): JSX.Element {
    return <Current {...props} />;
  };
}
