/** Whether a conditional write failed because of its condition. By name: the SDK may be there twice. */
export function isConditionFailure(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'ConditionalCheckFailedException';
}
