import type { JsonObject } from '../../../lambda/cloudtrail/json.ts';
import { exposures, FOREIGN_ACCOUNT, OTHER_ACCOUNT_OF_OURS } from '../sample-call.ts';

const volume = (change: JsonObject) => ({ snapshotId: 'snap-1', createVolumePermission: change });
const launch = (change: JsonObject) => ({ imageId: 'ami-1', launchPermission: change });
const add = (...recipients: JsonObject[]) => ({ add: { items: recipients } });
const restore = (...valuesToAdd: string[]) => ({ attributeName: 'restore', valuesToAdd });

describe('fact.exposure of sharing', () => {
  test.each([
    [
      'a snapshot for everybody',
      'ec2',
      'ModifySnapshotAttribute',
      volume(add({ group: 'all' })),
      'public-snapshot',
    ],
    ['an image for everybody', 'ec2', 'ModifyImageAttribute', launch(add({ group: 'all' })), 'public-image'],
    [
      'a database snapshot for everybody',
      'rds',
      'ModifyDBSnapshotAttribute',
      restore('all'),
      'public-snapshot',
    ],
    [
      'a cluster snapshot for everybody',
      'rds',
      'ModifyDBClusterSnapshotAttribute',
      restore('all'),
      'public-snapshot',
    ],
    [
      'a document for everybody',
      'ssm',
      'ModifyDocumentPermission',
      { accountIdsToAdd: ['all'] },
      'public-document',
    ],
    [
      'a queue for everybody',
      'sqs',
      'AddPermission',
      { AWSAccountIds: ['*'], actions: ['*'] },
      'public-queue',
    ],
    ['a topic for everybody', 'sns', 'AddPermission', { aWSAccountId: ['*'] }, 'public-topic'],
    [
      'a bus for everybody',
      'events',
      'PutPermission',
      { principal: '*', action: 'events:PutEvents' },
      'public-resource',
    ],
    [
      'a snapshot for a foreign account',
      'ec2',
      'ModifySnapshotAttribute',
      volume(add({ userId: FOREIGN_ACCOUNT })),
      'foreign-account',
    ],
    [
      'an image for a foreign account',
      'ec2',
      'ModifyImageAttribute',
      launch(add({ userId: FOREIGN_ACCOUNT })),
      'foreign-account',
    ],
    [
      'a database snapshot for a foreign account',
      'rds',
      'ModifyDBSnapshotAttribute',
      restore(FOREIGN_ACCOUNT),
      'foreign-account',
    ],
    [
      'an image for a foreign organisation',
      'ec2',
      'ModifyImageAttribute',
      launch(
        add({ organizationArn: `arn:aws:organizations::${FOREIGN_ACCOUNT}:organization/o-somebodyelse` }),
      ),
      'foreign-account',
    ],
    [
      'an endpoint service for everybody',
      'ec2',
      'ModifyVpcEndpointServicePermissions',
      {
        ModifyVpcEndpointServicePermissionsRequest: {
          ServiceId: 'vpce-svc-1',
          AddAllowedPrincipals: { tag: 1, content: '*' },
        },
      },
      'public-resource',
    ],
    ['a public repository', 'ecr-public', 'CreateRepository', { repositoryName: 'r' }, 'public-repository'],
    [
      'builds for everybody',
      'codebuild',
      'UpdateProjectVisibility',
      { projectArn: 'p', projectVisibility: 'PUBLIC_READ' },
      'public-resource',
    ],
    [
      'an application for everybody',
      'serverlessrepo',
      'PutApplicationPolicy',
      { applicationId: 'a', statements: [{ principals: ['*'], actions: ['Deploy'] }] },
      'public-resource',
    ],
    [
      'a table for a foreign account',
      'lakeformation',
      'GrantPermissions',
      { principal: { dataLakePrincipalIdentifier: FOREIGN_ACCOUNT }, permissions: ['SELECT'] },
      'foreign-account',
    ],
    [
      'a signing profile for a foreign account',
      'signer',
      'AddProfilePermission',
      { profileName: 'p', principal: FOREIGN_ACCOUNT },
      'foreign-account',
    ],
    [
      'a warehouse snapshot for a foreign account',
      'redshift',
      'AuthorizeSnapshotAccess',
      { accountWithRestoreAccess: FOREIGN_ACCOUNT },
      'foreign-account',
    ],
    [
      'a share for a foreign account',
      'ram',
      'CreateResourceShare',
      { principals: [FOREIGN_ACCOUNT] },
      'foreign-account',
    ],
    [
      'a key lent to a foreign role',
      'kms',
      'CreateGrant',
      { granteePrincipal: `arn:aws:iam::${FOREIGN_ACCOUNT}:role/x` },
      'foreign-account',
    ],
  ])('%s', (_name, service, eventName, parameters, exposure) => {
    expect(exposures(service, eventName, parameters)).toEqual([exposure]);
  });

  test.each([
    [
      'a snapshot for an account of ours',
      'ec2',
      'ModifySnapshotAttribute',
      volume(add({ userId: OTHER_ACCOUNT_OF_OURS })),
    ],
    [
      'a snapshot no longer public',
      'ec2',
      'ModifySnapshotAttribute',
      volume({ remove: { items: [{ group: 'all' }] } }),
    ],
    [
      'an image no longer shared, older form',
      'ec2',
      'ModifyImageAttribute',
      { operationType: 'remove', userGroups: ['all'] },
    ],
    [
      'an image described anew',
      'ec2',
      'ModifyImageAttribute',
      { imageId: 'ami-1', description: { value: 'all' } },
    ],
    [
      'another attribute of a database snapshot',
      'rds',
      'ModifyDBSnapshotAttribute',
      { attributeName: 'x', valuesToAdd: ['all'] },
    ],
    [
      'a database snapshot no longer shared',
      'rds',
      'ModifyDBSnapshotAttribute',
      { attributeName: 'restore', valuesToRemove: ['all'] },
    ],
    [
      'an image for our organisation, which an account we do not know manages',
      'ec2',
      'ModifyImageAttribute',
      launch(
        add({ organizationArn: `arn:aws:organizations::${FOREIGN_ACCOUNT}:organization/o-exampleorg1` }),
      ),
    ],
    [
      'an endpoint service no longer offered',
      'ec2',
      'ModifyVpcEndpointServicePermissions',
      { ModifyVpcEndpointServicePermissionsRequest: { RemoveAllowedPrincipals: { tag: 1, content: '*' } } },
    ],
    ['builds no longer shown', 'codebuild', 'UpdateProjectVisibility', { projectVisibility: 'PRIVATE' }],
    [
      'an application for our organisation',
      'serverlessrepo',
      'PutApplicationPolicy',
      { statements: [{ principals: ['*'], principalOrgIDs: ['o-exampleorg1'], actions: ['Deploy'] }] },
    ],
    [
      'a share within the organisation',
      'ram',
      'CreateResourceShare',
      { principals: ['arn:aws:organizations::111122223333:ou/o-1/ou-1'] },
    ],
    [
      'a key lent to a service',
      'kms',
      'CreateGrant',
      { granteePrincipal: 'dynamodb.eu-west-1.amazonaws.com' },
    ],
    [
      'a bus for one organisation',
      'events',
      'PutPermission',
      { principal: '*', condition: { key: 'aws:PrincipalOrgID', value: 'o-exampleorg1' } },
    ],
  ])('nothing for %s', (_name, service, eventName, parameters) => {
    expect(exposures(service, eventName, parameters)).toEqual([]);
  });
});
