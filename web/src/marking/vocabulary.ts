import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

// What the words of a marking are called.

export const caveats: Record<string, MessageDescriptor> = {
  no_onward_sharing: msg`No onward sharing`,
  no_use_in_proceedings: msg`No use in proceedings`,
  contact_before_action: msg`Contact the originator before action`,
  no_derived_products: msg`No derived products`,
  view_only: msg`View only`,
  H0: msg`H0: shared within this platform`,
  H1: msg`H1: not to be disclosed in proceedings`,
  H2: msg`H2: no further sharing without consent`,
  H3: msg`H3: other restrictions, see the text`,
};

export const bodies: Record<string, MessageDescriptor> = {
  FORUM: msg`The forum`,
  AHG: msg`Ad Hoc Group`,
  STEERING_GROUP: msg`Steering Group`,
  CO_CHAIRS: msg`Co-chairs`,
};
