/**
 * Things in groups: two that have a key in common are in one, directly or over others.
 * @returns the groups, their members in the order given
 */
export function groupsOf<T>(
  things: readonly T[],
  keysOf: (thing: T) => readonly string[],
): readonly (readonly T[])[] {
  let groups: { readonly keys: ReadonlySet<string>; readonly members: readonly T[] }[] = [];
  for (const thing of things) {
    const keys = new Set(keysOf(thing));
    const near = groups.filter((group) => [...keys].some((key) => group.keys.has(key)));
    groups = [
      ...groups.filter((group) => !near.includes(group)),
      {
        keys: new Set([...keys, ...near.flatMap((group) => [...group.keys])]),
        members: [...near.flatMap((group) => group.members), thing],
      },
    ];
  }
  return groups.map(({ members }) => things.filter((thing) => members.includes(thing)));
}
