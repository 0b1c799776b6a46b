export { AskScreen } from './AskScreen';
export { CertificatesScreen } from './CertificatesScreen';
export { CheckScreen } from './CheckScreen';
export { texts } from './texts';
