/** The signing part of Duo's own client, which is published without types. */
declare module '@duosecurity/duo_api/lib/duo_sig.js' {
  interface DuoSig {
    /** The `Authorization` header of a request, signature version 2. */
    sign(
      integrationKey: string,
      secretKey: string,
      method: string,
      host: string,
      path: string,
      params: Readonly<Record<string, string>>,
      /** The `Date` header of the same request. */
      date: string,
    ): string;
  }
  const duoSig: DuoSig;
  export default duoSig;
}
