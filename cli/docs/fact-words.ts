import { EXPOSURES } from '../../lambda/facts/exposure/analyser.ts';
import { FACT_NAMES } from '../../lambda/facts/facts.ts';
import type { GeneratedDocument } from './generated-document.ts';
import { table } from './markdown.ts';
import { withSection } from './section.ts';

/** Each fact: its values, and what it says. */
export const FACT_WORDS: Readonly<Record<string, readonly [values: string, meaning: string]>> = {
  'fact.actor.kind': [
    'root, iam-user, sso, role-session, federated, web-identity, service, instance, cross-account, anonymous',
    'what kind of identity called',
  ],
  'fact.actor.person': ['an e-mail address', 'who is behind the identity, as far as the configuration tells'],
  'fact.actor.confidence': [
    'highest, high, low',
    'how sure that is; low for a session name, which its caller chose',
  ],
  'fact.actor.lineage': [
    'same, other',
    'whether the name of a role session and where its credentials came from are of one person; `other` is a disguise',
  ],
  'fact.exposure': [EXPOSURES.join(', '), 'list: what the call opens, and to whom'],
  'fact.failed': ['true, false', 'whether AWS refused the call'],
  'fact.first': [
    'country, asn, region, service, user-agent, role, hour',
    'list: of what the principal had never shown before; empty while he is being learned (docs/baselines.md)',
  ],
  'fact.first.learning': [
    'the same',
    'list: what `fact.first` would hold, of a principal who is still being learned',
  ],
  'fact.ingress.ports': [
    'such as 22, 8000-8080, icmp, all',
    'list: the ports that the call opens to the Internet',
  ],
  'fact.ingress.services': [
    'such as ssh, rdp, postgresql, docker; all',
    'list: the services that wait at these ports',
  ],
  'fact.rare': ['the same', 'list: what nobody in the organisation has shown, or only on one day'],
  'fact.readOnly': ['true, false', "CloudTrail's `readOnly`"],
  'fact.source.kind': [
    'ip, vpc-endpoint, aws-service, aws-internal, unknown',
    'what stands in `sourceIPAddress`',
  ],
  'fact.source.country': ['two letters of ISO 3166-1', 'where the address is said to be used'],
  'fact.source.asn': ['a number', 'the autonomous system that announces the address'],
  'fact.source.organisation': ['a name', 'who runs that autonomous system'],
  'fact.source.hosting': ['true, false', 'whether servers are let there'],
  'fact.source.vpn': ['true, false', 'whether it hides where its users are'],
  'fact.source.trusted': ['a name under `networks.trusted`', 'the trusted network the address is in'],
  'fact.target.own': ['true, false', 'whether an IAM call is about the identity that makes it'],
  'fact.target.becomes': ['an e-mail address', 'the person a renamed user would be taken for'],
  'fact.time.ageSeconds': ['a number', 'how long after it was made the call arrived'],
  'fact.time.offHours': [
    'true, false',
    'whether the call was made outside of `workingHours`: the person’s, or else the organisation’s; none without them',
  ],
  'fact.tool': [
    'terraform, pulumi, cdk, cloudformation, console, cli, sdk, aws-service, other',
    'what the user agent says of itself; its caller chose it, so it may never make a rule milder',
  ],
};

export const FACTS_SECTION: GeneratedDocument = {
  file: 'docs/writing-rules.md',
  render: (_source, current) => withSection(current, 'facts', factsTable()),
};

function factsTable(): string {
  return table(
    ['Fact', 'Values', 'What it says'],
    [...FACT_NAMES].sort().map((name) => [`\`${name}\``, ...(FACT_WORDS[name] ?? ['', ''])]),
  );
}
