/** Lets one run at a time do something. A holder that dies loses the lease when its time is over. */
export interface Lease {
  /** Takes it for so many milliseconds; false while another holder has it. Its holder may take it again. */
  take(holder: string, forMs: number): Promise<boolean>;
  /** Gives it back; changes nothing when another has it by now. */
  release(holder: string): Promise<void>;
}
