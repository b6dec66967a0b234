export interface Metric {
  readonly name: string;
  readonly value: number;
  readonly unit: 'Count' | 'Seconds' | 'Milliseconds';
}

export interface Metrics {
  /** Any number; never throws: a lost figure must not stop the pipeline. Returns the number that was lost. */
  publish(metrics: readonly Metric[]): Promise<number>;
}
