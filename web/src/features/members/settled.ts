import { useEffect, useState } from 'react';

/** The value once it has stood for a moment, so that not every key is a question to the server. */
export function useSettled(value: string, pause = 300): string {
  const [settled, settle] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => settle(value), pause);
    return () => clearTimeout(timer);
  }, [value, pause]);
  return settled;
}
