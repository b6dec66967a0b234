/**
 * Actions that, allowed on every resource, let their holder become administrator in one or two steps, because with
 * them a principal gives itself power directly.
 *
 * Sources: "Permissions management" access level in the "Service Authorization Reference" for IAM; "AWS IAM Privilege
 * Escalation Methods" (Rhino Security Labs).
 */
export const ADMIN_ACTIONS = [
  'iam:addusertogroup',
  'iam:attachgrouppolicy',
  'iam:attachrolepolicy',
  'iam:attachuserpolicy',
  'iam:createaccesskey',
  'iam:createloginprofile',
  'iam:createpolicyversion',
  'iam:deleterolepermissionsboundary',
  'iam:deleteuserpermissionsboundary',
  'iam:passrole',
  'iam:putgrouppolicy',
  'iam:putrolepermissionsboundary',
  'iam:putrolepolicy',
  'iam:putuserpermissionsboundary',
  'iam:putuserpolicy',
  'iam:setdefaultpolicyversion',
  'iam:updateassumerolepolicy',
  'iam:updateloginprofile',
] as const;

/**
 * Actions that, allowed on every resource, let their holder run code with, or sign in as, roles that are not his.
 *
 * Sources: "AWS IAM Privilege Escalation Methods" (Rhino Security Labs): those that need no `iam:PassRole`, because
 * what they change has a role already; "Permissions management" access level in the "Service Authorization Reference"
 * for IAM Identity Center, which is about roles where it is managed.
 */
export const TAKEOVER_ACTIONS = [
  'cloudformation:createchangeset',
  'cloudformation:updatestack',
  'codebuild:startbuild',
  'codebuild:startbuildbatch',
  'ec2-instance-connect:sendserialconsolesshpublickey',
  'ec2-instance-connect:sendsshpublickey',
  'ec2:modifyinstanceattribute',
  'ec2:replaceiaminstanceprofileassociation',
  'ecs:executecommand',
  'glue:updatedevendpoint',
  'glue:updatejob',
  'lambda:updatefunctioncode',
  'lambda:updatefunctionconfiguration',
  'sagemaker:createpresignednotebookinstanceurl',
  'ssm:sendcommand',
  'ssm:startsession',
  'sso:attachcustomermanagedpolicyreferencetopermissionset',
  'sso:attachmanagedpolicytopermissionset',
  'sso:createaccountassignment',
  'sso:putinlinepolicytopermissionset',
  'sts:assumerole',
] as const;

/**
 * Managed policies of AWS that make their holder administrator, or let him make himself one. Source: "AWS Managed
 * Policy Reference".
 */
export const ADMIN_POLICIES: ReadonlySet<string> = new Set([
  'AdministratorAccess',
  'IAMFullAccess',
  'PowerUserAccess',
]);
