/**
 * Autonomous systems whose addresses are the far end of a VPN or of an anonymising relay: number → how the company is
 * called in public registries.
 *
 * Sources: the providers' published lists of servers ("Servers" of Mullvad, Proton VPN, NordVPN), the Tor project's
 * list of exits by network ("Relay Search", aggregated by autonomous system). M247 and Datacamp also let servers to others,
 * but their addresses are seen far more often as exits. A company's own remote access (Zscaler, Netskope) is not
 * here: behind it are employees.
 */
export const VPN_NETWORKS: ReadonlyMap<number, string> = new Map([
  [39351, '31173'],
  [216025, 'Mullvad'],
  [62371, 'Proton'],
  [199218, 'Proton'],
  [208172, 'Proton'],
  [209103, 'Proton'],
  [136787, 'PacketHub'],
  [141039, 'PacketHub'],
  [147049, 'PacketHub'],
  [207137, 'PacketHub'],
  [397540, 'Windscribe'],
  [203619, 'IVPN'],
  [9009, 'M247'],
  [60068, 'Datacamp'],
  [212238, 'Datacamp'],
  // Exits of Tor
  [60729, 'Erneuerbare Freiheit'],
  [208323, 'Applied Privacy'],
  [205100, 'F3 Netze'],
  [4224, 'Calyx'],
  [62744, 'Quintex'],
]);
