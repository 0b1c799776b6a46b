import { Expose } from 'class-transformer';

export class InspectionView {
  /** Whether files are scanned for malware here. Where not, each file says so for good. */
  @Expose() scans!: boolean;
  /** Whether the scanner answers now; null where there is none. */
  @Expose() answers!: boolean | null;
  /** When its signatures were made; null when they do not say. */
  @Expose() signaturesAt!: string | null;
  /** They are older than the operator allows. */
  @Expose() stale!: boolean;
  /** Files in quarantine, over all parties; told to those who run the portal alone. */
  @Expose() waiting!: number | null;
}
