import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { renderCallList, type ServiceCalls } from './call-list.ts';

/** What is read of a service model. Source: botocore, `data/<service>/<version>/service-2.json.gz`. */
const MODEL = z.object({
  metadata: z.object({ endpointPrefix: z.string(), signingName: z.string().optional() }),
  operations: z.record(z.string(), z.unknown()),
});

/** Services whose calls CloudTrail writes under a name that is neither their endpoint's nor their signature's. */
const OTHER_SOURCES: Readonly<Record<string, readonly string[]>> = {
  'application-autoscaling': ['autoscaling'],
  'sagemaker-metrics': ['metrics-sagemaker'],
  sso: ['sso'],
  'sso-oidc': ['sso'],
};

/**
 * Writes the list of AWS services' calls anew. Before it:
 * `pip download botocore --no-deps -d DIR && unzip -q 'DIR/*.whl' -d DIR`.
 */
function refresh(folder: string): void {
  const data = join(folder, 'botocore', 'data');
  const version = /__version__ = '([\d.]+)'/.exec(
    readFileSync(join(folder, 'botocore/__init__.py'), 'utf8'),
  )?.[1];
  const services = readdirSync(data, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => versionsOf(join(data, name)).map((model) => callsOf(name, model)));
  writeFileSync(join(import.meta.dirname, 'aws-calls.txt'), renderCallList(version ?? 'unknown', services));
}

function versionsOf(folder: string): readonly z.infer<typeof MODEL>[] {
  return readdirSync(folder)
    .flatMap((version) => readdirSync(join(folder, version)).map((file) => join(folder, version, file)))
    .filter((file) => file.endsWith('service-2.json.gz'))
    .map((file) => MODEL.parse(JSON.parse(gunzipSync(readFileSync(file)).toString('utf8'))));
}

/** `api.ecr` is a host name and never a source; the signature's name is. */
function callsOf(service: string, { metadata, operations }: z.infer<typeof MODEL>): ServiceCalls {
  const { endpointPrefix, signingName = endpointPrefix } = metadata;
  const sources = [signingName, endpointPrefix, ...(OTHER_SOURCES[service] ?? [])]
    .map((source) => source.toLowerCase())
    .filter((source) => !source.includes('.'));
  return { sources: [...new Set(sources)].sort(), names: Object.keys(operations) };
}

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('usage: node cli/rules/aws-calls/refresh.ts DIR (with botocore unpacked in it)\n');
  process.exitCode = 2;
} else {
  refresh(folder);
}
