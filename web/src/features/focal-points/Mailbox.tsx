export const mailto = (address: string): string => `mailto:${encodeURIComponent(address).replace('%40', '@')}`;

/** An address one can write to. */
export function Mailbox({ address }: { address: string }) {
  return <a href={mailto(address)} dir="ltr" className="address">{address}</a>;
}
