/** Duo's own client, which is published without types. */
declare module '@duosecurity/duo_api' {
  export class Client {
    constructor(integrationKey: string, secretKey: string, host: string);
    jsonApiCall(
      method: string,
      path: string,
      params: Record<string, string>,
      callback: (response: unknown) => void,
    ): void;
  }
}
