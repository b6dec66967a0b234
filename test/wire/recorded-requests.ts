import { HttpResponse, http } from 'msw/http';
import { setupServer } from 'msw/node';

/** A request as it would have left this machine. */
export interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Runs `send` while every request of this process, by whatever client, is recorded and answered with `answer`.
 * Nothing leaves the machine.
 */
export async function recordRequests(
  answer: { readonly status: number; readonly body: string },
  send: () => Promise<unknown>,
): Promise<readonly RecordedRequest[]> {
  const recorded: RecordedRequest[] = [];
  const server = setupServer(
    http.all('*', async ({ request }) => {
      const { method, url } = request;
      recorded.push({
        method,
        url,
        headers: Object.fromEntries(request.headers),
        body: await request.text(),
      });
      return new HttpResponse(answer.body, { status: answer.status });
    }),
  );
  server.listen();
  try {
    await send();
  } finally {
    server.close();
  }
  return recorded;
}
