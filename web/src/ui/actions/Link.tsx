import { createLink, Link as RouterLink } from '@tanstack/react-router';
import type { ComponentProps } from 'react';
import { ButtonFace, buttonClass, type ButtonLook } from './Button';

/** A place of the application, by its typed address. */
export const Link = RouterLink;

function ButtonAnchor({ look, size, wide, icon, after, children, ...rest }: ButtonLook & ComponentProps<'a'>) {
  return <a {...rest} className={buttonClass({ look, size, wide })}><ButtonFace icon={icon} size={size} after={after}>{children}</ButtonFace></a>;
}

/** A place of the application, looking like a button. */
export const ButtonLink = createLink(ButtonAnchor);

/** An address outside the router (a file, the API's documentation), looking like a button. */
export { ButtonAnchor };
