export { AccessionsScreen } from './AccessionsScreen';
export { MemberScreen } from './MemberScreen';
export { MembersScreen } from './MembersScreen';
export { texts } from './texts';
