export { SignInSettingsScreen } from './SignInSettingsScreen';
export { texts } from './texts';
