/** What a client of somebody’s own may put where we had put the id of a button. */
export const HOSTILE_IDS: readonly string[] = [
  ...['izalco', 'tenants/izalco', '{"tenantId":"izalco","senderId":"carla"}', 'tenant:izalco:pickup:42'],
  ...['start_otro1234', 'otro1234', 'Registrar B2C3-D4F5', 'B2C3D4F5'],
  ...['listo', 'cancelar', 'borrar', 'BAJA', 'STOP', 'ayuda'],
  ...['__proto__', 'constructor', '../../senders/phone:+50370000001', '__x__', '\u0000\ud800', 'x'.repeat(10_240), ''],
];
