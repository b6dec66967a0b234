/**
 * Ports at which something waits that should not be reached from the Internet: what it is → its ports.
 *
 * Sources: AWS Security Hub control EC2.19 ("Security groups should not allow unrestricted access to ports with high
 * risk"); "Service Name and Transport Protocol Port Number Registry", IANA.
 */
export const PORTS_THAT_MATTER: ReadonlyMap<string, readonly number[]> = new Map([
  ['ssh', [22]],
  ['rdp', [3389]],
  ['ftp', [20, 21]],
  ['telnet', [23]],
  ['smtp', [25]],
  ['smb', [135, 139, 445]],
  ['vnc', [5500, 5900]],
  ['winrm', [5985, 5986]],
  ['nfs', [2049]],
  ['ldap', [389, 636]],
  ['docker', [2375, 2376]],
  ['kubernetes', [6443, 10250]],
  ['etcd', [2379, 2380]],
  ['mysql', [3306, 4333]],
  ['postgresql', [5432]],
  ['redshift', [5439]],
  ['sql-server', [1433, 1434]],
  ['oracle', [1521]],
  ['mongodb', [27017]],
  ['cassandra', [9042]],
  ['redis', [6379]],
  ['memcached', [11211]],
  ['elasticsearch', [9200, 9300]],
  ['kibana', [5601]],
  ['kafka', [9092]],
  ['zookeeper', [2181]],
]);
