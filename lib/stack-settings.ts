import type { StackProps } from 'aws-cdk-lib';
import { BootstraplessSynthesizer, DefaultStackSynthesizer } from 'aws-cdk-lib';
import type { Place } from './names.ts';

/**
 * Settings of every stack. Without the bootstrap rule a template has no parameter of the CDK's, so that the member
 * stack can be deployed as plain CloudFormation too; without indentation 300 rules fit into a template.
 */
export function stackSettings(
  { account, region }: Place,
  stackName: string,
  description: string,
): StackProps {
  return {
    env: { account, region },
    stackName,
    description,
    suppressTemplateIndentation: true,
    tags: { project: 'countersign' },
    // @ts-expect-error The CDK's declarations are not written for exactOptionalPropertyTypes (`lookupRole`).
    synthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }),
  };
}

/** Settings of a template that is deployed by other means than the CDK, into whatever account and region. */
export function plainStackSettings(description: string): StackProps {
  return {
    description,
    suppressTemplateIndentation: true,
    tags: { project: 'countersign' },
    // @ts-expect-error As above (`bootstrapQualifier`).
    synthesizer: new BootstraplessSynthesizer(),
  };
}
