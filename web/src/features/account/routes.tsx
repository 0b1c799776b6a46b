export { AccountMenu } from './AccountMenu';
export { SignedOut } from './SignedOut';
export { texts } from './texts';
