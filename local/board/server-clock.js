// @ts-check
/** The time by the server's clock, between two of its answers. A virtual clock stands still until it is moved. */
export function createServerClock() {
  let virtual = false;
  /** What the server is ahead of this machine; for a virtual clock, where it stands. Milliseconds. */
  let offset = 0;

  return {
    /** @param {import('./board-types.ts').Board['clock']} clock */
    follow: (clock) => {
      virtual = clock.virtual;
      offset = virtual ? clock.now : clock.now - Date.now();
    },
    now: () => (virtual ? offset : Date.now() + offset),
    name: () => (virtual ? 'Virtual clock, UTC' : 'UTC'),
  };
}
