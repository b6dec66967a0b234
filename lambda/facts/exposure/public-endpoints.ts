import { isObject, type JsonValue, parseJson, textOf } from '../../cloudtrail/json.ts';
import { opensToInternet } from '../internet-ranges.ts';
import { isTrue, parameter, textsBelow, textsNamed } from '../request-values.ts';
import type { Analyser, AnalyserTable } from './analyser.ts';
import { underNames } from './analyser.ts';

const publiclyAccessible: Analyser = ({ parameters }) =>
  isTrue(parameter(parameters, 'publiclyaccessible')) ? ['public-endpoint'] : [];

/** The cluster's API is public where it is switched on for everybody; a list of ranges that is left out is everybody. */
const cluster: Analyser = ({ parameters }) => {
  const network = parameter(parameters, 'resourcesvpcconfig');
  const ranges = textsBelow(parameter(network, 'publicaccesscidrs'));
  const isOn = parameter(network, 'endpointpublicaccess');
  const isOpened = isTrue(isOn) && ranges.length === 0;
  const isWidened = isOn !== false && opensToInternet(ranges);
  return isOpened || isWidened ? ['public-endpoint'] : [];
};

const brokers: Analyser = ({ parameters }) =>
  textsNamed(parameters, new Set(['type'])).includes('SERVICE_PROVIDED_EIPS') ? ['public-endpoint'] : [];

const fileServer: Analyser = ({ parameters }) =>
  parameter(parameters, 'endpointtype') === 'PUBLIC' ? ['public-endpoint'] : [];

/** The firewall of a Lightsail instance is open to everybody unless ranges are named. */
const lightsailPorts: Analyser = ({ parameters }) => {
  const ports = parameter(parameters, 'portinfo') ?? parameter(parameters, 'portinfos');
  const infos: readonly (JsonValue | undefined)[] = Array.isArray(ports) ? ports : [ports];
  return infos.some(isOpenPort) ? ['internet-ingress'] : [];
};

function isOpenPort(info: JsonValue | undefined): boolean {
  if (!isObject(info)) return false;
  const ranges = ['cidrs', 'ipv6cidrs', 'cidrlistaliases'].flatMap((name) =>
    textsBelow(parameter(info, name)),
  );
  return ranges.length === 0 || opensToInternet(ranges);
}

/** A network policy of OpenSearch Serverless is JSON text: a list of rules, each public or not. */
const collectionPolicy: Analyser = ({ parameters }) => {
  const policy = parameter(parameters, 'policy');
  const text = textOf(policy);
  const read = text === null ? null : parseJson(text);
  const rules = read?.ok === true ? read.value : policy;
  const list: readonly (JsonValue | undefined)[] = Array.isArray(rules) ? rules : [rules];
  return list.some((rule) => isTrue(parameter(rule, 'allowfrompublic'))) ? ['public-endpoint'] : [];
};

/** Services that get an address of their own, by what makes it public. */
export const PUBLIC_ENDPOINTS: AnalyserTable = {
  'dms.amazonaws.com': underNames(
    ['CreateReplicationInstance', 'ModifyReplicationInstance'],
    publiclyAccessible,
  ),
  'amazonmq.amazonaws.com': { CreateBroker: publiclyAccessible },
  'eks.amazonaws.com': underNames(['CreateCluster', 'UpdateClusterConfig'], cluster),
  'kafka.amazonaws.com': { UpdateConnectivity: brokers },
  'transfer.amazonaws.com': underNames(['CreateServer', 'UpdateServer'], fileServer),
  'lightsail.amazonaws.com': underNames(
    ['OpenInstancePublicPorts', 'PutInstancePublicPorts'],
    lightsailPorts,
  ),
  'aoss.amazonaws.com': underNames(['CreateSecurityPolicy', 'UpdateSecurityPolicy'], collectionPolicy),
};
