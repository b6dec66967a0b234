import { Template } from 'aws-cdk-lib/assertions';
import type { DerivedPattern } from '../../lambda/eventbridge/derived-pattern.ts';
import { MAXIMUM_INLINE_BYTES } from '../../lib/organization-members.ts';
import { CONFIG, resourcesOf, stacksOf } from './deployment.ts';

const ORGANIZATION = {
  ...CONFIG,
  organizationId: 'o-a1b2c3d4e5',
  organization: {
    managementAccount: '999999999999',
    units: ['r-ab12'],
    regions: ['us-east-1', 'eu-central-1', 'eu-west-1', 'ap-south-1'],
  },
  security: { ...CONFIG.security, admit: 'organization' as const },
};

/** Enough for a template that must be read from a bucket. */
const MANY: readonly DerivedPattern[] = Array.from({ length: 60 }, (_, index) => ({
  name: `p-${index}`,
  state: 'ENABLED',
  pattern: { detail: { eventName: Array.from({ length: 80 }, (_name, at) => `Call${index}Number${at}`) } },
  ruleIds: [],
}));

describe('an organisation', () => {
  const { security, members } = stacksOf(ORGANIZATION);
  const sets = resourcesOf(Template.fromStack(security), 'AWS::CloudFormation::StackSet').map(
    ({ properties }) => properties,
  );

  test('gets the member stack by StackSets that follow its accounts, administered from the security account', () => {
    expect(sets).toHaveLength(2);
    for (const set of sets) {
      expect(set).toMatchObject({
        PermissionModel: 'SERVICE_MANAGED',
        CallAs: 'DELEGATED_ADMIN',
        AutoDeployment: { Enabled: true },
        Capabilities: ['CAPABILITY_NAMED_IAM'],
      });
    }
    expect(sets.map(({ StackInstancesGroup }) => StackInstancesGroup)).toEqual([
      [{ DeploymentTargets: { OrganizationalUnitIds: ['r-ab12'] }, Regions: ['us-east-1'] }],
      [
        {
          DeploymentTargets: { OrganizationalUnitIds: ['r-ab12'] },
          Regions: ['eu-central-1', 'eu-west-1', 'ap-south-1'],
        },
      ],
    ]);
  });

  test('has stacks of their own in the management account, which StackSets skip, and nowhere else', () => {
    expect(new Set(members.map(({ account }) => account))).toEqual(new Set(['999999999999']));
    expect(members).toHaveLength(4);
  });

  test('tells people directly when Countersign is changed in the management account, which no policy binds', () => {
    const watched = members.map((member) => {
      const names = resourcesOf(Template.fromStack(member), 'AWS::Events::Rule').map(
        ({ properties }) => properties.Name,
      );
      return [member.region, names.includes('countersign-tamper-watch')];
    });

    expect(watched).toEqual([
      ['us-east-1', true],
      ['eu-central-1', false],
      ['eu-west-1', false],
      ['ap-south-1', false],
    ]);
  });

  test('deploys a template that knows neither account nor region', () => {
    const [global = '', regional = ''] = sets.map(({ TemplateBody }) => String(TemplateBody));

    expect(global).toContain('countersign-read');
    expect(regional).not.toContain('countersign-read');
    for (const template of [global, regional]) {
      expect(template).toContain('"AWS::AccountId"');
      expect(template).not.toContain('111122223333');
      expect(Object.keys(JSON.parse(template))).toEqual(['Description', 'Resources']);
    }
  });

  test('reads a template from a bucket that is too long to be sent', () => {
    const { security: large } = stacksOf(ORGANIZATION, { global: MANY, regional: MANY.slice(0, 2) });
    const [first, second] = resourcesOf(Template.fromStack(large), 'AWS::CloudFormation::StackSet');

    expect(JSON.stringify(first?.properties.TemplateURL)).toContain('.json');
    expect(Buffer.byteLength(second?.properties.TemplateBody)).toBeLessThanOrEqual(MAXIMUM_INLINE_BYTES);
  });

  test('with one account more has the same security stack', () => {
    const [account] = CONFIG.accounts;
    const more = account === undefined ? [] : [...CONFIG.accounts, { ...account, id: '222233334444' }];
    const before = Template.fromStack(security).toJSON();

    expect(Template.fromStack(stacksOf({ ...ORGANIZATION, accounts: more }).security).toJSON()).toEqual(
      before,
    );
  });
});
