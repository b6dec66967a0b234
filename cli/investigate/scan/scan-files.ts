import type { NetworkLookup } from '../../../lambda/facts/networks/address-network.ts';
import { workThroughFiles } from '../../threads/work-through-files.ts';
import { type ScanJob, type ScannedFile, scanOne } from './scan-job.ts';

/** Looks through files on all cores and tells of each as it is done, in any order. */
export async function scanFiles(
  files: readonly string[],
  job: ScanJob,
  networks: NetworkLookup,
  tell: (scanned: ScannedFile) => void,
): Promise<void> {
  const thread = new URL('./scan-thread.ts', import.meta.url);
  const here = (file: string) => scanOne(file, job, networks);
  await workThroughFiles<ScannedFile>(files, { thread, job, here }, (scanned) =>
    tell(withNetworks(scanned, networks)),
  );
}

/** The table of networks takes more memory than all else: the threads do without. */
function withNetworks(scanned: ScannedFile, networks: NetworkLookup): ScannedFile {
  const findings = scanned.findings.map((finding) => {
    const { action } = finding;
    return {
      ...finding,
      action: { ...action, network: action.addressKind === 'ip' ? networks(action.address) : null },
    };
  });
  return { ...scanned, findings };
}
