import type { AnalyserTable } from './analyser.ts';
import { underNames } from './analyser.ts';
import { policyIn } from './resource-policy.ts';

const publicly = (lowerCaseName: string) => policyIn(lowerCaseName, 'public-resource');

/**
 * Services that let a policy be attached to what they keep, and nothing else that matters here: call → the parameter
 * with the policy. Source: the services' API references.
 */
export const POLICY_PARAMETERS: AnalyserTable = {
  'acm-pca.amazonaws.com': { PutPolicy: publicly('policy') },
  'apigateway.amazonaws.com': { CreateRestApi: publicly('policy') },
  'bedrock.amazonaws.com': { PutResourcePolicy: publicly('resourcepolicy') },
  'cloudtrail.amazonaws.com': { PutResourcePolicy: publicly('resourcepolicy') },
  'codeartifact.amazonaws.com': underNames(
    ['PutDomainPermissionsPolicy', 'PutRepositoryPermissionsPolicy'],
    publicly('policydocument'),
  ),
  'codebuild.amazonaws.com': { PutResourcePolicy: publicly('policy') },
  'comprehend.amazonaws.com': { PutResourcePolicy: publicly('resourcepolicy') },
  'imagebuilder.amazonaws.com': underNames(
    ['PutComponentPolicy', 'PutContainerRecipePolicy', 'PutImagePolicy', 'PutImageRecipePolicy'],
    publicly('policy'),
  ),
  'lex.amazonaws.com': underNames(['CreateResourcePolicy', 'UpdateResourcePolicy'], publicly('policy')),
  'organizations.amazonaws.com': underNames(['PutResourcePolicy'], publicly('content')),
  'redshift.amazonaws.com': { PutResourcePolicy: publicly('policy') },
  'redshift-serverless.amazonaws.com': { PutResourcePolicy: publicly('policy') },
  'rekognition.amazonaws.com': { PutProjectPolicy: publicly('policydocument') },
  's3tables.amazonaws.com': {
    PutTableBucketPolicy: policyIn('resourcepolicy', 'public-bucket'),
    PutTablePolicy: publicly('resourcepolicy'),
  },
  'schemas.amazonaws.com': { PutResourcePolicy: publicly('policy') },
  'ses.amazonaws.com': underNames(
    ['PutIdentityPolicy', 'CreateEmailIdentityPolicy', 'UpdateEmailIdentityPolicy'],
    publicly('policy'),
  ),
  'ssm.amazonaws.com': { PutResourcePolicy: publicly('policy') },
  'vpc-lattice.amazonaws.com': underNames(['PutAuthPolicy', 'PutResourcePolicy'], publicly('policy')),
};
