/**
 * Why a package is not taken. Codes are for programs and never change their meaning: what is wrong with the archive, with the manifest as XML,
 * and with what the manifest says.
 */
export type PackageFault =
  | 'NOT_A_ZIP' | 'ENTRY_CORRUPT' | 'ZIP_ENCRYPTED' | 'ZIP_UNSAFE_PATH' | 'ZIP_SYMLINK' | 'ZIP_DUPLICATE' | 'ZIP_RATIO' | 'ZIP_TOO_LARGE' | 'ZIP_TOO_MANY' | 'INFECTED'
  | 'MANIFEST_MISSING' | 'UNSUPPORTED_AICC' | 'XML_DOCTYPE' | 'XML_DEPTH' | 'XML_LIMIT' | 'XML_SYNTAX'
  | 'MANIFEST_INVALID' | 'ORGANIZATION_MISSING' | 'UNITS_MISSING' | 'HREF_UNSAFE' | 'HREF_MISSING' | 'REFERENCE_MISSING' | 'REFERENCE_CYCLE';

/** How an import ends early: a stable code, a sentence for its author, and where it is. */
export class PackageRefused extends Error {
  constructor(
    readonly code: PackageFault,
    message: string,
    /** The file in the package, the folder, or the line of the manifest it is about. */
    readonly where: { part?: string; folder?: string; line?: number } = {},
  ) {
    super(message);
  }
}
