declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** @param options `path`: folder of the database, in memory without it; `createTableMs`: how long a table is being created. */
  export default function dynalite(options: { path?: string; createTableMs?: number }): Server;
}
