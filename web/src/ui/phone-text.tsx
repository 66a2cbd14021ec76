import { useDisplayPhone } from '../formats/phone.ts';
import styles from './phone-text.module.css';

/** A phone as its reader expects it (R96), kept on one line. */
export function PhoneText({ phone }: { phone: string }) {
  return <span className={styles.phone}>{useDisplayPhone(phone)}</span>;
}
