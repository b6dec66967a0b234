import { TACTICS } from './tactics.ts';

export interface Technique {
  /** Such as `t1098.001`, as Sigma's tags spell it. */
  readonly id: string;
  /** A sub-technique's with its technique's. */
  readonly name: string;
  /** Ids of tactics. */
  readonly tactics: readonly string[];
  /** Whether its platforms include IaaS or Identity Provider: those of the cloud matrix. */
  readonly cloud: boolean;
}

/**
 * The techniques of ATT&CK for Enterprise 19 that concern AWS: id, tactics by initial letters (`ia` is Initial Access),
 * name. A star: not of the cloud matrix, and named by rules all the same.
 * © The MITRE Corporation; reproduced with its permission, see "ATT&CK Terms of Use".
 */
const TABLE = `
t1190 ia Exploit Public-Facing Application
t1133* ia,p External Remote Services
t1195 ia Supply Chain Compromise
t1199 ia Trusted Relationship
t1566 ia Phishing
t1078 ia,p,pe,s Valid Accounts
t1078.001 ia,p,pe,s Default Accounts
t1078.002* ia,p,pe,s Domain Accounts
t1078.004 ia,p,pe,s Cloud Accounts
t1651 e Cloud Administration Command
t1059 e Command and Scripting Interpreter
t1059.009 e Cloud API
t1053* e,p,pe Scheduled Task/Job
t1648 e Serverless Execution
t1204 e User Execution
t1204.003 e Malicious Image
t1610* e Deploy Container
t1609* e Container Administration Command
t1072* e,lm Software Deployment Tools
t1677* e Poisoned Pipeline Execution
t1098 p,pe Account Manipulation
t1098.001 p,pe Additional Cloud Credentials
t1098.003 p,pe Additional Cloud Roles
t1098.004 p,pe SSH Authorized Keys
t1098.005 p,pe Device Registration
t1098.006* p,pe Additional Container Cluster Roles
t1037* p,pe Boot or Logon Initialization Scripts
t1136 p Create Account
t1136.003 p Cloud Account
t1543* p,pe Create or Modify System Process
t1543.005* p,pe Container Service
t1546 p,pe Event Triggered Execution
t1525 p Implant Internal Image
t1671 p Cloud Application Integration
t1505* p Server Software Component
t1556 p,di,ca Modify Authentication Process
t1556.006 p,di,ca Multi-Factor Authentication
t1556.007 p,di,ca Hybrid Identity
t1556.009 p,di,ca Conditional Access Policies
t1548 pe Abuse Elevation Control Mechanism
t1548.005 pe Temporary Elevated Cloud Access
t1484 pe,di Domain or Tenant Policy Modification
t1484.002 pe,di Trust Modification
t1068* pe Exploitation for Privilege Escalation
t1611* pe Escape to Host
t1535 s Unused/Unsupported Cloud Regions
t1550 lm,s Use Alternate Authentication Material
t1550.001 lm,s Application Access Token
t1550.004 lm,s Web Session Cookie
t1211 s Exploitation for Stealth
t1027* s Obfuscated Files or Information
t1036* s Masquerading
t1070 s Indicator Removal
t1070.004* s File Deletion
t1564 s Hide Artifacts
t1684* s Social Engineering
t1684.001* s Impersonation
t1684.002* s Email Spoofing
t1578 di Modify Cloud Compute Infrastructure
t1578.001 di Create Snapshot
t1578.002 di Create Cloud Instance
t1578.003 di Delete Cloud Instance
t1578.004 di Revert Cloud Instance
t1578.005 di Modify Cloud Compute Configurations
t1666 di Modify Cloud Resource Hierarchy
t1685 di Disable or Modify Tools
t1685.001* di Disable or Modify Windows Event Log
t1685.002 di Disable or Modify Cloud Log
t1685.003* di Modify or Spoof Tool UI
t1685.004* di Disable or Modify Linux Audit System Log
t1685.005* di Clear Windows Event Logs
t1685.006* di Clear Linux or Mac System Logs
t1686 di Disable or Modify System Firewall
t1686.001 di Cloud Firewall
t1686.002* di Network Device Firewall
t1686.003* di Windows Host Firewall
t1687* di Exploitation for Defense Impairment
t1688* di Safe Mode Boot
t1690* di Prevent Command History Logging
t1222* di File and Directory Permissions Modification
t1553* di Subvert Trust Controls
t1599* di Network Boundary Bridging
t1600* di Weaken Encryption
t1689* di Downgrade Attack
t1110 ca Brute Force
t1110.001 ca Password Guessing
t1110.003 ca Password Spraying
t1110.004 ca Credential Stuffing
t1555 ca Credentials from Password Stores
t1555.006 ca Cloud Secrets Management Stores
t1212 ca Exploitation for Credential Access
t1606 ca Forge Web Credentials
t1606.001 ca Web Cookies
t1606.002 ca SAML Tokens
t1621 ca Multi-Factor Authentication Request Generation
t1040 ca,d Network Sniffing
t1003* ca OS Credential Dumping
t1528 ca Steal Application Access Token
t1649 ca Steal or Forge Authentication Certificates
t1539 ca Steal Web Session Cookie
t1552 ca Unsecured Credentials
t1552.001 ca Credentials In Files
t1552.004* ca Private Keys
t1552.005 ca Cloud Instance Metadata API
t1557* ca,c Adversary-in-the-Middle
t1087 d Account Discovery
t1087.004 d Cloud Account
t1580 d Cloud Infrastructure Discovery
t1538 d Cloud Service Dashboard
t1526 d Cloud Service Discovery
t1619 d Cloud Storage Object Discovery
t1613* d Container and Resource Discovery
t1482* d Domain Trust Discovery
t1654 d Log Enumeration
t1046 d Network Service Discovery
t1201 d Password Policy Discovery
t1069 d Permission Groups Discovery
t1069.003 d Cloud Groups
t1057* d Process Discovery
t1518 d Software Discovery
t1518.001 d Security Software Discovery
t1082 d System Information Discovery
t1614 d System Location Discovery
t1049 d System Network Connections Discovery
t1083* d File and Directory Discovery
t1021 lm Remote Services
t1021.004* lm SSH
t1021.007 lm Cloud Services
t1021.008 lm Direct Cloud VM Connections
t1570* lm Lateral Tool Transfer
t1119 c Automated Collection
t1530 c Data from Cloud Storage
t1213 c Data from Information Repositories
t1213.003 c Code Repositories
t1213.006 c Databases
t1074 c Data Staged
t1074.002 c Remote Data Staging
t1005* c Data from Local System
t1105* cc Ingress Tool Transfer
t1090* cc Proxy
t1102* cc Web Service
t1020* ex Automated Exfiltration
t1020.001 ex Traffic Duplication
t1048 ex Exfiltration Over Alternative Protocol
t1537 ex Transfer Data to Cloud Account
t1567 ex Exfiltration Over Web Service
t1567.002* ex Exfiltration to Cloud Storage
t1531 i Account Access Removal
t1485 i Data Destruction
t1485.001 i Lifecycle-Triggered Deletion
t1486 i Data Encrypted for Impact
t1565 i Data Manipulation
t1565.001* i Stored Data Manipulation
t1491 i Defacement
t1491.002 i External Defacement
t1499 i Endpoint Denial of Service
t1498 i Network Denial of Service
t1657* i Financial Theft
t1490 i Inhibit System Recovery
t1496 i Resource Hijacking
t1496.001 i Compute Hijacking
t1496.002 i Bandwidth Hijacking
t1496.003* i SMS Pumping
t1496.004 i Cloud Service Hijacking
t1489 i Service Stop
t1583* rd Acquire Infrastructure
t1583.006* rd Web Services
t1584* rd Compromise Infrastructure
t1584.001* rd Domains
t1586* rd Compromise Accounts
t1586.003* rd Cloud Accounts
t1589* r Gather Victim Identity Information
t1595* r Active Scanning
`;

/** By id. */
export const TECHNIQUES: ReadonlyMap<string, Technique> = techniquesOf(TABLE);

/** Ids that ATT&CK gave up, with what it says instead. Source: ATT&CK 19, "Revocations". */
export const REVOKED: ReadonlyMap<string, string> = new Map([
  ['t1070.001', 't1685.005'],
  ['t1070.002', 't1685.006'],
  ['t1562', 't1685'],
  ['t1562.001', 't1685'],
  ['t1562.002', 't1685.001'],
  ['t1562.003', 't1690'],
  ['t1562.004', 't1686'],
  ['t1562.006', 't1685'],
  ['t1562.007', 't1686.001'],
  ['t1562.008', 't1685.002'],
  ['t1562.009', 't1688'],
  ['t1562.010', 't1689'],
  ['t1562.011', 't1685.003'],
  ['t1562.012', 't1685.004'],
  ['t1562.013', 't1686.002'],
  ['t1656', 't1684.001'],
  ['t1672', 't1684.002'],
]);

function techniquesOf(table: string): ReadonlyMap<string, Technique> {
  const techniques = new Map<string, Technique>();
  for (const line of table.trim().split('\n')) {
    const [mark = '', letters = '', ...words] = line.split(' ');
    const id = mark.replace('*', '');
    const above = id.includes('.') ? techniques.get(id.slice(0, id.indexOf('.'))) : undefined;
    const name = above === undefined ? words.join(' ') : `${above.name}: ${words.join(' ')}`;
    const tactics = TACTICS.filter(({ initials }) => letters.split(',').includes(initials)).map(
      ({ id: tactic }) => tactic,
    );
    techniques.set(id, { id, name, tactics, cloud: !mark.endsWith('*') });
  }
  return techniques;
}
