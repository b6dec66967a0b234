import { readPolicy } from '../policy/policy-document.ts';
import { parameter, textsBelow, textsNamed } from '../request-values.ts';
import type { Analyser, AnalyserTable, Exposure } from './analyser.ts';
import { underNames } from './analyser.ts';
import { policyExposure } from './resource-policy.ts';
import { shareExposure } from './sharing.ts';

const ACCOUNT_NAMES = new Set(['awsaccountids', 'awsaccountid']);

/** Queues, and new topics, carry their policy among the attributes. */
function policyAttribute(publicly: Exposure): Analyser {
  return ({ parameters, ours }) =>
    policyExposure(readPolicy(parameter(parameter(parameters, 'attributes'), 'policy')), publicly, ours);
}

/** A topic is changed one attribute at a time. */
const topicAttribute: Analyser = ({ parameters, ours }) =>
  textsBelow(parameter(parameters, 'attributename')).includes('Policy')
    ? policyExposure(readPolicy(parameter(parameters, 'attributevalue')), 'public-topic', ours)
    : [];

function accounts(publicly: Exposure): Analyser {
  return ({ parameters, ours }) => shareExposure(textsNamed(parameters, ACCOUNT_NAMES), publicly, ours);
}

export const QUEUES_AND_TOPICS: AnalyserTable = {
  'sqs.amazonaws.com': {
    ...underNames(['CreateQueue', 'SetQueueAttributes'], policyAttribute('public-queue')),
    AddPermission: accounts('public-queue'),
  },
  'sns.amazonaws.com': {
    CreateTopic: policyAttribute('public-topic'),
    SetTopicAttributes: topicAttribute,
    AddPermission: accounts('public-topic'),
  },
};
