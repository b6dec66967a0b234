const START = 'arn:';
const SERVICES = { iam: ':iam::', sts: ':sts::' };
const SLASH = 0x2f;

/**
 * Where in an ARN of a global service the resource begins, such as `role/path/Name` of
 * `arn:aws:iam::111122223333:role/path/Name`; -1 in other text. What it is must be looked for at its beginning alone:
 * the path of a role may hold colons, and texts that look like another role's path. Source: "IAM identifiers", IAM User
 * Guide.
 */
export function resourceAt(arn: string, service: keyof typeof SERVICES): number {
  if (!arn.startsWith(START)) return -1;
  const partitionEnd = arn.indexOf(':', START.length);
  if (partitionEnd < 0 || !arn.startsWith(SERVICES[service], partitionEnd)) return -1;
  let at = partitionEnd + SERVICES[service].length;
  while (isDigit(arn.charCodeAt(at))) at += 1;
  return arn[at] === ':' ? at + 1 : -1;
}

export function isRoleArn(arn: string): boolean {
  return isRoleBelow(arn, '') && !arn.endsWith('/');
}

/** Whether a role's path and name begin so. @param path such as `aws-service-role/` */
export function isRoleBelow(arn: string, path: string): boolean {
  const at = resourceAt(arn, 'iam');
  return at >= 0 && arn.startsWith('role/', at) && arn.startsWith(path, at + 'role/'.length);
}

/** What follows the last slash; the whole text where it has none. */
export function lastPart(path: string): string {
  let start = path.length;
  while (start > 0 && path.charCodeAt(start - 1) !== SLASH) start -= 1;
  return path.slice(start);
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
