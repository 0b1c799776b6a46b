export { AccountMenu } from './AccountMenu';
export { SignedOut } from './SignedOut';
export { StepUp } from './StepUp';
export { texts } from './texts';
