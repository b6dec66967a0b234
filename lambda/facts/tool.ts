/**
 * User agents by what they begin with or contain, most specific first: Terraform and CDK run on the SDKs and name
 * them too. For display and grouping only: the caller chooses his user agent.
 */
const TOOLS: readonly (readonly [RegExp, string])[] = [
  [/terraform|opentofu/i, 'terraform'],
  [/pulumi/i, 'pulumi'],
  [/aws-cdk|\bcdk\b/i, 'cdk'],
  [/^cloudformation\.amazonaws\.com$/i, 'cloudformation'],
  [/^(console|signin)\.amazonaws\.com$|^AWS ?Internal|S3Console|aws-console|^Mozilla\//i, 'console'],
  [/^aws-cli\//i, 'cli'],
  [/cloudshell/i, 'cli'],
  [/boto|aws-sdk|botocore|\bAPN\//i, 'sdk'],
  [/^[a-z0-9.-]+\.amazonaws\.com$/i, 'aws-service'],
];

/** What a call was made with, such as `terraform` or `console`; `other` where the user agent does not say. */
export function toolOf(userAgent: string): string {
  const agent = userAgent.replace(/^\[/, '');
  return TOOLS.find(([pattern]) => pattern.test(agent))?.[1] ?? 'other';
}
