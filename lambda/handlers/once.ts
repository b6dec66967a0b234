/** Makes a value at its first use and keeps it: what a function needs is made when it is first called, not loaded. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
