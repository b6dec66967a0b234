import type { CaseView, Incident, Push } from '../../../local/board/board-types.ts';
import { START } from './canned-calls.ts';

export const DANA_CASE: CaseView = {
  id: 'case-dana',
  state: 'asked',
  cause: null,
  person: 'dana.reyes@example.com',
  account: '111122223333',
  callCount: 14,
  openedAt: START + 20_000,
  deadline: START + 920_000,
  code: '47',
  quiet: null,
  ended: null,
  partOf: null,
};

export const DANA_PUSH: Push = {
  txid: '11111111-2222-4333-8444-555555555555',
  person: 'dana.reyes@example.com',
  user: 'dana.reyes',
  info: {
    Code: '47',
    Calls: 'CreateRole x4, PutRolePolicy x4, PutBucketPolicy x4, CreateUser x2',
    Account: '111122223333',
    From: '198.51.100.7',
    When: '2026-11-20 14:02 UTC',
  },
  code: '47',
  state: 'waiting',
};

export const WORLD_OPEN: Incident = {
  dedupKey: 'countersign-alert-sg-123456789012',
  severity: 'critical',
  summary:
    'A security group lets the whole Internet in: AuthorizeSecurityGroupIngress in account 123456789012 by sam.okoye@example.com',
  details: {
    why: 'this should rarely or never happen: nobody is asked first',
    person: 'sam.okoye@example.com',
    calls: 1,
    principal: 'AWSReservedSSO_Developer/sam.okoye@example.com',
    access_keys: ['ASIAEXAMPLE'],
    account: '123456789012',
    region: 'eu-central-1',
    address: '198.51.100.23',
    what_to_do: [
      'Find out whether the principal was meant to do this; ask its owner by another way than Slack.',
      'If not: undo the change, deactivate the key or revoke the role sessions, then look at what else it did.',
    ],
    list: [
      {
        at: '2026-11-20T14:03:10.000Z',
        call: 'ec2.amazonaws.com AuthorizeSecurityGroupIngress',
        resource: 'sg-0123456789abcdef0',
        error: null,
      },
    ],
  },
  events: 1,
};

export const ANSWERED_NO: Incident = {
  dedupKey: 'countersign-case-priya',
  severity: 'critical',
  summary:
    '[answered no] priya.nair@example.com says it was not them: CreateUser, PutUserPolicy in account 111122223333',
  details: {
    why: 'priya.nair@example.com says it was not them',
    person: 'priya.nair@example.com',
    decided_after: '41 s',
    access_keys: ['AKIAEXAMPLE'],
    what_to_do: ['Deactivate the key, then look at what else it did.'],
  },
  events: 2,
};

export const PRIYA_CASE: CaseView = {
  ...DANA_CASE,
  id: 'case-priya',
  person: 'priya.nair@example.com',
  callCount: 2,
  openedAt: START + 110_000,
  deadline: START + 1_010_000,
  code: '82',
};
